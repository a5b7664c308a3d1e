import Primitives
import Testing
import WireFormats

@testable import RoutingCore
@testable import Scenarios

/// Who may call what, before and after reloads of the cost map.
struct AccessVectorTests {
  @Test func access() throws {
    try Tally.run("access", count: 220) { vector in
      try Self.judge(vector, rules: Preset.litellm11091.rules)
    }
  }

  @Test func generalizations() throws {
    try Tally.run("access_generalization", count: 110) { vector in
      try Self.judge(vector, rules: Preset.litellm11091.rules)
    }
  }

  @Test(arguments: [
    ("access_reload", Preset.litellm11091), ("access_reload_1_81_12", Preset.litellm18112),
  ])
  func reload(kind: String, preset: Preset) throws {
    try Tally.run(kind, count: 100) { vector in
      let got = try Self.checks(vector.given, rules: preset.rules)
      let expected = vector.expected["checks"]?.array ?? []
      let isSame = got.count == expected.count && zip(got, expected).allSatisfy(Self.agree)
      return isSame ? .passed : .failed(got: JSONValue.array(got).line)
    }
  }

  /// The same questions, put to the releases that no vectors were recorded from.
  @Test(arguments: [
    ("access-1.81.12", Preset.litellm18112, 220), ("access-1.82.1", .litellm1821, 320),
    ("access-1.90.7", .litellm1907, 320),
  ])
  func otherReleases(file: String, preset: Preset, count: Int) throws {
    // The function that was asked is not the one that judges such keys in these releases.
    let literal = "all-team-models where the key is not checked"
    let rules = preset.rules
    let skipped = rules.teamModels == .teamCheck ? [literal: 19] : [:]
    try Tally.run(file, from: "Recorded", count: count, unsupported: skipped) { vector in
      let list = vector.given["key"]?["models"]?.strings ?? []
      if rules.teamModels == .teamCheck, list.contains("all-team-models") {
        return .unsupported(literal)
      }
      guard vector.given["steps"] != nil else {
        return try Self.judge(vector, rules: preset.rules)
      }
      let got = try Self.checks(vector.given, rules: preset.rules)
      let expected = vector.expected["checks"]?.array ?? []
      let isSame = got.count == expected.count && zip(got, expected).allSatisfy(Self.agree)
      return isSame ? .passed : .failed(got: JSONValue.array(got).line)
    }
  }

  private static func judge(_ vector: Vector, rules: Rules) throws -> Verdict {
    let models = vector.given["model"]?.array ?? [vector.given["model"] ?? .null]
    let gateway = try VectorAccess(vector.given, names: models.compactMap(\.string))
    let router = gateway.router(rules, catalog: gateway.catalog(vector.given))
    // Of several names every one must pass.
    let results = models.compactMap(\.string).map { gateway.result(router, $0) }
    let got = results.first { $0["allowed"]?.bool == false } ?? results[0]
    return agree(got, vector.expected) ? .passed : .failed(got: got.line)
  }

  private static func checks(_ given: JSONValue, rules: Rules) throws -> [JSONValue] {
    let steps = given["steps"]?.array ?? []
    let names = steps.compactMap { $0["model"]?.string }
    var keys = [given["key"] ?? .null]
    keys += steps.compactMap { $0["key"] }
    let gateway = try VectorAccess(given, names: names, keys: keys)
    var router = gateway.router(rules, catalog: Catalog())
    var results: [JSONValue] = []
    for step in steps {
      switch step["op"]?.string {
      case "start", "restart": router = gateway.router(rules, catalog: gateway.catalog(step))
      case "reload": router.reload(gateway.catalog(step))
      default:
        let key = step["key"].flatMap { keys.firstIndex(of: $0) } ?? 0
        results.append(gateway.result(router, step["model"]?.string ?? "", key: key))
      }
    }
    return results
  }

  /// Whether a result is the expected one; of an invalid pattern only the refusal is compared.
  private static func agree(_ got: JSONValue, _ expected: JSONValue) -> Bool {
    guard got["allowed"] == expected["allowed"] else { return false }
    if expected["error_class"] != nil { return got["type"]?.string == "auth_error" }
    return got["status"]?.integer == expected["status"]?.integer && got["type"] == expected["type"]
  }
}

/// A gateway, its callers and the names that a vector asks about.
struct VectorAccess {
  private let configuration: GatewayConfiguration

  init(_ given: JSONValue, names: [String], keys: [JSONValue]? = nil) throws {
    let problems = Problems()
    let reader = NodeReader(problems: problems)
    var gateway = GatewayImport()
    if let config = given["config"] {
      gateway = GatewayReader(problems: problems).read(VectorGateway.node(config), settings: nil)
    }
    for member in given["model_alias_map"]?.members ?? [] {
      gateway.configuration.globalAliases.append(
        NameAlias(name: member.key, target: member.value.string ?? ""))
    }
    var imports: [KeyImport] = []
    for (place, key) in (keys ?? [given["key"] ?? .null]).enumerated() {
      var entry = KeyImport(name: "key \(place)", models: key["models"]?.strings ?? [])
      entry.aliases = Self.aliases(key["aliases"])
      if key["team_id"] != nil || key["team_models"] != nil || key["team_model_aliases"] != nil {
        let team = Team(
          label: "team \(place)", models: AccessList(key["team_models"]?.strings ?? []),
          aliases: Self.aliases(key["team_model_aliases"]))
        gateway.configuration.teams.append(team)
        entry.team = (team.label, SourcePlace(file: "vector", line: 1, column: 1))
      }
      imports.append(entry)
    }
    for name in names { _ = gateway.model(name) }
    KeyReader(reader: reader).compile(imports, into: &gateway)
    let errors = problems.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.text))")
    configuration = gateway.configuration
  }

  private static func aliases(_ node: JSONValue?) -> [NameAlias] {
    (node?.members ?? []).map { NameAlias(name: $0.key, target: $0.value.string ?? "") }
  }

  func catalog(_ given: JSONValue) -> Catalog {
    var catalog = CostMapReader.catalog(of: given["catalog"]?.object ?? JSONObject([]))
    catalog.namingRules = CostMapReader.namingRules(given["generalizations"]?.array ?? [])
    return catalog
  }

  func router(_ rules: Rules, catalog: Catalog) -> Router {
    Router(configuration: configuration, rules: rules, callbackLag: .zero, catalog: catalog)
  }

  /// What the router's first stage says of a name, in the vectors' form; no other stage is run.
  func result(_ router: Router, _ name: String, key: Int = 0) -> JSONValue {
    guard
      let model = configuration.models.firstIndex(where: {
        $0.name.utf8.elementsEqual(name.utf8)
      })
    else { return .null }
    var observer = NoTrace()
    var router = router
    let error = router.authorize(
      Hop(model: ModelIndex(model), targetOrder: nil, excludedCount: 0, depth: 0),
      key: KeyIndex(key), asked: ModelIndex(model), observer: &observer)
    // The vectors hold the key's check alone, without the team's around it.
    guard let error, error.kind != .teamAccessDenied else {
      return .members(["allowed": .bool(true)])
    }
    return .members([
      "allowed": .bool(false), "status": .integer(error.status),
      "type": .string(error.kind.denialType ?? ""),
    ])
  }
}
