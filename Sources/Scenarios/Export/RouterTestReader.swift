import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Writes a variant as a test of a real router, and tells of all that such a test cannot play.
struct RouterTestReader {
  let variant: Variant
  let reader: NodeReader

  var setup: TunnelSetup { variant.setup }
  var source: VariantSource { variant.source }

  func read() -> RouterTest {
    var test = RouterTest(play())
    test.endpoints = setup.upstreams.map {
      RouterTest.Endpoint(
        name: Redaction.text($0.label),
        boundary: Redaction.text(setup.boundaries[Int($0.boundary)]))
    }
    test.endpointOfEntry = setup.upstreamOfDeployment
    test.labels = setup.configuration.texts.map { Redaction.text($0.label) }
    for (place, entry) in source.entries.enumerated()
    where !setup.configuration.deployments[place].isAbsent {
      test.modelList.append(self.entry(entry, place, &test))
    }
    test.settings = settings(&test)
    test.seed = setup.seed
    if case .cpython(let seed) = setup.random { test.seed = seed }
    test.expectations = expectations(&test)
    checkGateway()
    checkUpstreams()
    checkTimeouts()
    tellOfClaims(test)
    return test
  }

  func refuse(_ what: String, _ place: SourcePlace, hint: String = "") {
    reader.report("not-exportable", place, "\(what) cannot be exported", hint: hint)
  }

  // MARK: The configuration

  /// What routing reads of an entry; the rest may be anything, keys and addresses among it.
  private static let params = [
    "model", "order", "weight", "rpm", "tpm", "tags", "region_name", "cooldown_time",
    "num_retries", "max_parallel_requests", "timeout", "stream_timeout", "input_cost_per_token",
    "output_cost_per_token",
  ]
  private static let info = [
    "access_groups", "order", "cooldown_time", "allowed_fails", "allowed_fails_policy", "blocked",
    "max_input_tokens", "enable_tag_filtering",
  ]
  /// Providers whose API the stub speaks.
  private static let providers = ["openai", "azure", "anthropic"]

  private func entry(_ node: YAMLNode, _ place: Int, _ test: inout RouterTest) -> PlainValue {
    let params = node.value("litellm_params")
    let model = setup.configuration.texts[place].upstreamModel
    let provider = model.contains("/") ? String(model.prefix { $0 != "/" }) : "openai"
    let endpoint = setup.upstreams[setup.upstreamOfDeployment[place]]
    if !Self.providers.contains(provider) || endpoint.provider == .gemini {
      refuse(
        "the provider of '\(model)'", params?.value("model")?.place ?? node.place,
        hint: "the stub speaks as \(Self.providers.joined(separator: ", ")) do")
    }
    if setup.configuration.settings.checks.contains(.sealedContent),
      setup.configuration.deployments[place].boundary == nil
    {
      refuse(
        "an entry without api_base or api_key under encrypted_content_affinity", node.place,
        hint: "a stub needs an address, and with one LiteLLM sees a boundary that it has not")
    }
    checkBudget(params, place)
    let key = PlainValue.text("made-up-key-of-\(Redaction.text(endpoint.label))")
    let written =
      picked(params, Self.params) + [
        PlainValue.Member("api_base", .text(Redaction.text(endpoint.label))),
        PlainValue.Member("api_key", key),
      ]
    let id = PlainValue.Member("id", .text(test.labels[place]))
    let info = [id] + picked(node.value("model_info"), Self.info)
    let group = setup.configuration.groups[
      setup.configuration.deployments[place].group.index
    ].name
    return .map([
      PlainValue.Member("model_name", .text(Redaction.text(group))),
      PlainValue.Member("litellm_params", .map(written)),
      PlainValue.Member("model_info", .map(info)),
    ])
  }

  /// What an entry may cost: a stub's answers are of other lengths than those of an upstream.
  private func checkBudget(_ params: YAMLNode?, _ place: Int) {
    let budgets = setup.configuration.budgets.ofDeployments
    guard place < budgets.count, budgets[place] != nil else { return }
    refuse(
      "the budget of an entry",
      params?.members?.last { $0.key == "max_budget" }?.keyPlace ?? source.place("config"),
      hint: "what is left of it depends on times and costs that a test in real time has not")
  }

  /// The members with these keys that hold a value of their own.
  private func picked(_ node: YAMLNode?, _ keys: [String]) -> [PlainValue.Member] {
    keys.compactMap { key in
      guard let value = node?.value(key), !value.isNull else { return nil }
      if case .scalar(let text, _) = value.content, text.hasPrefix("os.environ/") { return nil }
      return PlainValue.Member(key, PlainValue(value))
    }
  }

  private func settings(_ test: inout RouterTest) -> [PlainValue.Member] {
    var members: [PlainValue.Member] = []
    for key in SettingsReader.read {
      let value = source.settings?.value(key) ?? source.litellm?.value(key)
      guard let value, !value.isNull else { continue }
      if key.hasPrefix("redis_") {
        refuse("a shared store", value.place)
        continue
      }
      if BudgetReader.settings.contains(key) || isTimed(key, value) {
        refuse(
          "the setting '\(key)'", value.place,
          hint: "what it chooses depends on times and costs that a test in real time has not")
        continue
      }
      if ["optional_pre_call_checks", "model_group_affinity_config"].contains(key) {
        checkPins(value)
      }
      members += picked(
        YAMLNode(content: .mapping([member(key, value)]), place: value.place), [key])
    }
    if let alias = source.litellm?.value("model_alias_map"), !alias.isNull {
      refuse("model_alias_map", alias.place)
    }
    return members
  }

  /// Whether a setting is about another strategy than simple-shuffle.
  private func isTimed(_ key: String, _ value: YAMLNode) -> Bool {
    guard StrategyReader.settings.contains(key) else { return false }
    if case .scalar("simple-shuffle", _) = value.content { return false }
    return true
  }

  private func member(_ key: String, _ value: YAMLNode) -> YAMLMember {
    YAMLMember(key: key, keyPlace: value.place, value: value)
  }

  // MARK: What is right

  private func expectations(_ test: inout RouterTest) -> [Expectation] {
    var isSteps = false
    if case .steps = test.play { isSteps = true }
    return variant.expectations.filter { expectation in
      if case .step = expectation.claim { return false }
      guard let why = cannotTell(expectation.claim) ?? (isSteps ? "steps alone are judged" : nil)
      else { return isTold(expectation) }
      // What must hold in every run is nobody's own expectation.
      if expectation.place != nil { test.leftOut.append("\(expectation.key) (\(why))") }
      return false
    }
  }

  /// Why a claim is left out, if it is.
  private func cannotTell(_ claim: Claim) -> String? {
    switch claim {
    case .addedLatency, .queueing: "it is judged in virtual time"
    case .count(let count, _):
      RouterTest.counted.contains(count) || count == .databaseReads
        ? nil : "only a simulation sees it"
    case .turns, .attempts, .load, .boundaries, .step, .streams: nil
    }
  }

  /// Whether a claim is told; one that has another meaning for a real router is refused.
  private func isTold(_ expectation: Expectation) -> Bool {
    switch expectation.claim {
    case .count(.databaseReads, _), .streams, .boundaries: return refused(expectation)
    case .load:
      let isShared = Set(setup.upstreamOfDeployment).count < setup.upstreamOfDeployment.count
      return isShared ? refused(expectation) : true
    case .turns(let claim): return claim.scope == .mixed ? refused(expectation) : true
    case .count, .attempts, .addedLatency, .queueing, .step: return true
    }
  }

  /// Says, once it is known that there is a test, if nothing in it is the scenario's own.
  private func tellOfClaims(_ test: RouterTest) {
    guard !reader.problems.hasErrors, !test.judgesItsOwn else { return }
    var rest = "nothing"
    if case .traffic = test.play {
      rest = "only " + test.expectations.map(\.key).joined(separator: " and ")
    }
    reader.report(
      "nothing-of-its-own", source.place("expect"),
      "the test asserts \(rest): it can tell nothing that the scenario expects", severity: .note)
  }

  private func refused(_ expectation: Expectation) -> Bool {
    refuse(
      "the expectation '\(expectation.key)'", expectation.place ?? source.place("expect"))
    return false
  }
}
