package import Primitives
package import RoutingCore
package import WireFormats

/// The gateway that a recorded vector describes, read by the readers of a user's configuration.
package struct VectorGateway: Sendable {
  /// A caller as a vector writes it.
  package struct Caller: Sendable {
    /// What it may use; empty for everything.
    package var models: [String]
    /// Names that it may use for others.
    package var aliases: [NameAlias]
    /// Its team's list and aliases, if it has a team.
    package var team: (models: [String], aliases: [NameAlias])?

    /// Makes a caller.
    package init(
      models: [String], aliases: [NameAlias],
      team: (models: [String], aliases: [NameAlias])? = nil
    ) {
      self.models = models
      self.aliases = aliases
      self.team = team
    }
  }

  /// What a vector says of its gateway.
  package struct Parts: Sendable {
    /// The LiteLLM configuration; nil for a gateway without a model list.
    package var config: JSONValue?
    /// `litellm.model_alias_map`.
    package var globalAliases: [NameAlias] = []
    /// The callers; the default one if there are none.
    package var callers: [Caller] = []
    /// The names that are asked for.
    package var models: [String] = []
    /// The request: what it brings along besides its name.
    package var request: JSONValue?
    /// Deployment ids that markers name, whether there are such deployments or not.
    package var markerNames: [String] = []

    /// Makes the parts of a gateway with nothing said.
    package init() {}
  }

  /// The gateway.
  package var configuration: GatewayConfiguration
  /// The place of what the request brings along in the configuration.
  package let traits: UInt16
  /// What has no effect here although it steers routing, in words; empty if all of it has.
  package let unmodelled: [String]
  private let modelNames: NameTable

  /// Compiles a gateway; a part that the readers refuse is an error, told in their words.
  package init(_ parts: Parts, at place: SourcePlace) throws(VectorProblem) {
    let problems = Problems()
    let reader = NodeReader(problems: problems)
    var gateway = GatewayImport()
    if let config = parts.config {
      let node = Self.withModelList(YAMLNode(json: config, at: place))
      gateway = GatewayReader(problems: problems).read(node, settings: nil)
    }
    gateway.configuration.globalAliases += parts.globalAliases
    var keys: [KeyImport] = []
    for (number, caller) in parts.callers.enumerated() {
      var key = KeyImport(name: "key \(number + 1)", models: caller.models)
      key.aliases = caller.aliases
      if let team = caller.team {
        let label = "team \(number + 1)"
        gateway.configuration.teams.append(
          Team(label: label, models: AccessList(team.models), aliases: team.aliases))
        key.team = (label, place)
      }
      keys.append(key)
    }
    let request = parts.request.map { YAMLNode(json: $0, at: place).members ?? [] } ?? []
    if let sent = request["fallbacks"] {
      gateway.requestLists = [FallbackReader(reader: reader).request(sent)]
    }
    traits = TraitsReader(reader: reader).read(request, into: &gateway)
    for name in parts.models { _ = gateway.model(name) }
    for name in parts.markerNames { _ = gateway.configuration.names.intern(name) }
    KeyReader(reader: reader).compile(keys, into: &gateway)
    // A router without deployments is none that a user would start, but it answers.
    let errors = problems.diagnostics.filter { $0.severity == .error && $0.code != "empty-list" }
    if let first = errors.first {
      throw VectorProblem(first.message + (first.hint.isEmpty ? "" : "; " + first.hint))
    }
    unmodelled = Self.unmodelled(problems.diagnostics)
    configuration = gateway.configuration
    modelNames = gateway.modelNames
  }

  /// Notes that say that something would have steered the request.
  private static let codesOfSteering = ["unmodelled-check"]

  /// Those notes, in words.
  package static func unmodelled(_ found: [Diagnostic]) -> [String] {
    found.filter { codesOfSteering.contains($0.code) }.map(\.message)
  }

  /// The configuration with an empty list of models if it has none.
  private static func withModelList(_ config: YAMLNode) -> YAMLNode {
    guard let members = config.members, config.value("model_list") == nil else { return config }
    let empty = YAMLMember(
      key: "model_list", keyPlace: config.place,
      value: YAMLNode(content: .sequence([]), place: config.place))
    return YAMLNode(content: .mapping(members + [empty]), place: config.place)
  }

  /// The number of a name that is asked for; nil if it is not among those.
  package func model(_ name: String) -> ModelIndex? {
    modelNames.number(of: name).map { ModelIndex(Int($0)) }
  }

  /// The deployments with an id; two entries may share one.
  package func deployments(_ id: String) -> [DeploymentIndex] {
    configuration.texts.indices.filter { configuration.texts[$0].id.utf8.elementsEqual(id.utf8) }
      .map { DeploymentIndex($0) }
  }

  /// The id of a deployment.
  package func id(_ deployment: DeploymentIndex) -> String {
    configuration.texts[deployment.index].id
  }

  /// The cost map of a vector with its naming rules.
  package static func catalog(_ map: JSONObject, namingRules: [JSONValue]) -> Catalog {
    var catalog = CostMapReader.catalog(of: map)
    catalog.namingRules = CostMapReader.namingRules(namingRules)
    return catalog
  }
}

/// Why a vector cannot be replayed, in words.
package struct VectorProblem: Error, Equatable, Sendable {
  /// The reason, without the vector's name.
  package var text: String

  /// Makes a problem.
  package init(_ text: String) { self.text = text }
}

extension YAMLNode {
  /// JSON as a node: a member that is null is as good as absent, and 2.0 is the whole number 2.
  init(json value: JSONValue, at place: SourcePlace) {
    let content: Content =
      switch value {
      case .null: .scalar("null", isQuoted: false)
      case .bool(let flag): .scalar(flag ? "true" : "false", isQuoted: false)
      case .number(let text): .scalar(Self.whole(text), isQuoted: false)
      case .string(let text): .scalar(text, isQuoted: true)
      case .array(let values): .sequence(values.map { YAMLNode(json: $0, at: place) })
      case .object(let object):
        .mapping(
          object.members.filter { !$0.value.isNull }.map {
            YAMLMember(key: $0.key, keyPlace: place, value: YAMLNode(json: $0.value, at: place))
          })
      }
    self.init(content: content, place: place)
  }

  private static func whole(_ text: String) -> String {
    guard Int(text) == nil, let number = Double(text), let whole = Int(exactly: number) else {
      return text
    }
    return String(whole)
  }
}
