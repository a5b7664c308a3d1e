public import Primitives
public import RoutingCore
public import Upstreams

/// Routing tests: requests against a configuration, with who may answer each.
public struct CheckFile: Sendable {
  /// The path as the user named it.
  public var path: String
  /// The release whose rules hold.
  public var preset: Preset
  /// The preset's rules, with those that the file changes.
  public var rules: Rules
  /// The gateway.
  public var configuration: GatewayConfiguration
  /// The cost map.
  public var catalog: Catalog
  /// The cases in the order of the file.
  public var cases: [CheckCase]
}

/// One request, what has become of the gateway before it, and what is expected.
public struct CheckCase: Sendable {
  /// Its name in the file.
  public var name: String
  /// Where it begins.
  public var place: SourcePlace
  /// Who calls.
  public var key: KeyIndex
  /// The name that is asked for.
  public var model: ModelIndex
  /// The API that is spoken.
  public var surface = Surface.responses
  /// The place of its tags, region and tokens in the configuration.
  public var traits: UInt16 = 0
  /// Where the sealed items of its history were made.
  public var sealed: DeploymentIndex?
  /// Who made the response that it names as the previous one.
  public var previous: DeploymentIndex?
  /// Who answered an earlier request of its session.
  public var session: DeploymentIndex?
  /// Who cools, and how long from the start.
  public var cooling: [(deployment: DeploymentIndex, length: SimDuration)] = []
  /// Who is paused.
  public var blocked: [DeploymentIndex] = []
  /// Who was deleted.
  public var removed: [DeploymentIndex] = []
  /// Who fails, and how.
  public var failing: [(deployment: DeploymentIndex, error: ErrorFacts)] = []
  /// When it arrives, from the start.
  public var at = SimDuration.zero
  /// What is expected.
  public var claims: [CheckClaim] = []
}

/// One thing that is expected of a case.
public struct CheckClaim: Sendable {
  /// What is compared.
  public enum Expected: Sendable {
    /// Who is left before the strategy picks, in any order.
    case candidates([DeploymentIndex])
    /// With which probability each is picked; nobody else is.
    case probabilities([(deployment: DeploymentIndex, share: Double)])
    /// The only one that can be picked.
    case picks(DeploymentIndex)
    /// The model that whoever can be picked is asked for.
    case upstreamModel(String)
    /// The status of the error that the client gets.
    case error(UInt16)
    /// The status with which the caller is turned away.
    case denied(UInt16)
    /// Who is called, one after the other, to the end of the request.
    case attempts([DeploymentIndex])
  }

  /// Its key in the file.
  public var key: String
  /// What it is in the file.
  public var text: String
  /// What is compared.
  public var expected: Expected
  /// Where it is written.
  public var place: SourcePlace
}
