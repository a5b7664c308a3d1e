import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Reads what requests bring along besides their name: in LiteLLM's words, from a stream of
/// traffic, one of its turns, a call, or a recorded request.
struct TraitsReader {
  let reader: NodeReader
  static let fields = [
    "tags", "enable_tag_filtering", "allowed_model_region", "input_tokens", "output_tokens",
    "routing_strategy",
    "complexity",
    "timeout", "disable_fallbacks", "beta", "null_parameters", "compact",
    "container",
  ]
  /// More tokens than any model takes.
  static let tokensMax = 1_000_000_000

  /// The place of the traits in the configuration; what the members do not say is as before.
  func read(
    _ members: [YAMLMember], over place: UInt16 = 0, into gateway: inout GatewayImport
  ) -> UInt16 {
    guard members.contains(where: { Self.fields.contains($0.key) }) else { return place }
    var traits = gateway.configuration.traits[Int(place)]
    if let node = members["tags"], !node.isNull {
      let tags = reader.sequence(node, "tags")?.compactMap { reader.text($0, "a tag") } ?? []
      traits.tags = gateway.configuration.tags.request(tags)
    }
    if let filters = optional(members["enable_tag_filtering"])
      .flatMap({ reader.bool($0, "enable_tag_filtering") })
    {
      traits.filtersTags = filters
    }
    if let region = optional(members["allowed_model_region"])
      .flatMap({ reader.text($0, "allowed_model_region") })
    {
      traits.region = gateway.regions.intern(region)
    }
    if let count = tokens(members["input_tokens"], "input_tokens") { traits.inputTokens = count }
    if let count = tokens(members["output_tokens"], "output_tokens") {
      traits.outputTokens = count
    }
    if let strategy = StrategyReader(reader: reader).strategy(members["routing_strategy"]) {
      traits.strategy = strategy
    }
    if let complexity = reader.choice(
      optional(members["complexity"]), "complexity", RequestComplexity.self)
    {
      traits.complexity = complexity
    }
    if let timeout = timeout(optional(members["timeout"])) { traits.timeout = timeout }
    let disables = "disable_fallbacks"
    if let disabled = optional(members[disables]).flatMap({ reader.bool($0, disables) }) {
      traits.disablesFallbacks = disabled
    }
    readParameters(members, &traits, &gateway)
    return number(of: traits, at: members[0].keyPlace, in: &gateway)
  }

  private func readParameters(
    _ members: [YAMLMember], _ traits: inout RequestTraits, _ gateway: inout GatewayImport
  ) {
    if let node = optional(members["beta"]) {
      traits.beta = BetaFlagReader(reader: reader).read(node, "beta", &gateway)
    }
    if let has = optional(members["null_parameters"])
      .flatMap({ reader.bool($0, "null_parameters") })
    {
      traits.hasNulls = has
    }
    if let uses = optional(members["container"]).flatMap({ reader.bool($0, "container") }) {
      traits.usesContainer = uses
    }
    if let compacts = optional(members["compact"]).flatMap({ reader.bool($0, "compact") }) {
      traits.isCompaction = compacts
    }
  }

  /// Adds to the turns of a stream what its surface says of their requests.
  func describe(_ setup: inout TrafficSetup, at place: SourcePlace, in gateway: inout GatewayImport)
  {
    let isEmbeddings = setup.surface == .embeddings
    guard setup.surface == .chat || isEmbeddings || setup.callsTools else { return }
    for turn in setup.turns.indices {
      var traits = gateway.configuration.traits[Int(setup.turns[turn].traits)]
      traits.isChat = setup.surface == .chat
      traits.isEmbeddings = isEmbeddings
      traits.callsTools = setup.callsTools
      setup.turns[turn].traits = number(of: traits, at: place, in: &gateway)
    }
  }

  /// Whole milliseconds, up to a day.
  private func timeout(_ node: YAMLNode?) -> SimDuration? {
    guard let node, let timeout = reader.positiveDuration(node, "timeout") else { return nil }
    guard timeout >= .milliseconds(1), timeout <= .seconds(86_400) else {
      reader.report(
        "out-of-range", node.place, "timeout is \(DurationText.format(timeout))",
        hint: "accepted are 1ms to 1d")
      return nil
    }
    return timeout
  }

  private func tokens(_ node: YAMLNode?, _ what: String) -> UInt32? {
    optional(node).flatMap { reader.integer($0, what, 0...Self.tokensMax) }.map(UInt32.init)
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }

  private func number(
    of traits: RequestTraits, at place: SourcePlace, in gateway: inout GatewayImport
  ) -> UInt16 {
    if let known = gateway.configuration.traits.firstIndex(of: traits) { return UInt16(known) }
    guard gateway.configuration.traits.count < Int(UInt16.max) else {
      reader.report(
        "too-many-kinds", place, "there are more than \(UInt16.max) kinds of requests")
      return 0
    }
    gateway.configuration.traits.append(traits)
    return UInt16(gateway.configuration.traits.count - 1)
  }
}
