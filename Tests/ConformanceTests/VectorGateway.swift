import Primitives
import RoutingCore
import Testing
import WireFormats

@testable import Scenarios

/// The gateway that a vector's `given` describes, read as a user's configuration is.
struct VectorGateway {
  let gateway: GatewayImport
  let model: ModelIndex
  let given: JSONValue
  let traits: UInt16

  var configuration: GatewayConfiguration { gateway.configuration }

  /// - Parameter interned: ids that markers of the input name.
  init(_ given: JSONValue, interning interned: [String] = []) throws {
    let problems = Problems()
    let reader = NodeReader(problems: problems)
    let config = try #require(given["config"])
    var gateway = GatewayReader(problems: problems).read(Self.node(config), settings: nil)
    let request = given["request"]
    model = gateway.model(request?["model"]?.string ?? "")
    if let sent = request?["fallbacks"] {
      gateway.requestLists = [FallbackReader(reader: reader).request(Self.node(sent))]
    }
    for name in interned { _ = gateway.configuration.names.intern(name) }
    let members = request.map { Self.node($0).members ?? [] } ?? []
    traits = TraitsReader(reader: reader).read(members, into: &gateway)
    KeyReader(reader: reader).compile([], into: &gateway)
    let errors = problems.diagnostics.filter { $0.severity == .error && $0.code != "duplicate-id" }
    try #require(errors.isEmpty, "\(errors.map(\.text))")
    self.given = given
    self.gateway = gateway
  }

  /// The deployments with an id; two entries may share one.
  func deployments(_ id: String) -> [DeploymentIndex] {
    configuration.texts.indices.filter { configuration.texts[$0].id == id }.map {
      DeploymentIndex($0)
    }
  }

  func id(_ deployment: DeploymentIndex) -> String { configuration.texts[deployment.index].id }

  /// The request as it arrives.
  var arrival: RequestArrival {
    var arrival = RequestArrival(
      id: RequestID(slot: 0, generation: 1), number: 0, key: KeyIndex(0), model: model)
    arrival.traits = traits
    arrival.hasMessages = given["request"]?["messages"] != nil
    arrival.hasInput = given["request"]?["input"] != nil
    arrival.retries = given["request"]?["num_retries"]?.integer.map(UInt32.init)
    if given["request"]?["fallbacks"] != nil { arrival.fallbacks = 0 }
    arrival.fallbacksDisabled = given["request"]?["disable_fallbacks"]?.bool ?? false
    return arrival
  }

  /// JSON is YAML.
  static func node(_ value: JSONValue) -> YAMLNode {
    let content: YAMLNode.Content =
      switch value {
      case .null: .scalar("null", isQuoted: false)
      case .bool(let flag): .scalar(flag ? "true" : "false", isQuoted: false)
      case .number(let text): .scalar(text, isQuoted: false)
      case .string(let text): .scalar(text, isQuoted: true)
      case .array(let values): .sequence(values.map(node))
      case .object(let object):
        .mapping(
          object.members.map {
            YAMLMember(key: $0.key, keyPlace: place, value: node($0.value))
          })
      }
    return YAMLNode(content: content, place: place)
  }

  private static let place = SourcePlace(file: "vector", line: 1, column: 1)
}

/// What the router does not model yet, by what a `given` asks for.
enum MissingFeature {
  /// The first feature of a vector that the router lacks, or nil.
  static func of(_ given: JSONValue) -> String? {
    return nil
  }

  private static func isTrue(_ value: JSONValue?) -> Bool { value?.bool ?? false }
}
