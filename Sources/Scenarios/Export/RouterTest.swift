public import RoutingCore
public import Tunnel

/// A variant in the form in which a test of a real LiteLLM router plays it.
public struct RouterTest: Sendable {
  /// A stub that takes the place of an (api_base, api_key).
  public struct Endpoint: Equatable, Sendable {
    /// What scenarios call it.
    public var name: String
    /// Who can open what it seals.
    public var boundary: String
  }

  /// A virtual key.
  public struct Key: Equatable, Sendable {
    /// Its name in the scenario.
    public var name: String
    /// What it may use; empty for everything.
    public var models: [String]
  }

  /// One thing that is done.
  public enum Action: Equatable, Sendable {
    /// A key asks for a model.
    case call(model: String, key: String)
    /// Models appear in the published cost map.
    case publish([CatalogEntry])
    /// Models vanish from it.
    case withdraw([String])
    /// The proxy is told to reload the map.
    case reload
    /// The proxy starts anew.
    case restart
  }

  /// An action with what is right about it.
  public struct Step: Equatable, Sendable {
    /// Its number in the scenario, from one.
    public var number: Int
    /// What reports call it.
    public var label: String
    /// What it does.
    public var action: Action
    /// What is right; nil if nothing is claimed.
    public var claim: StepClaim?
    /// Whether the variant is known to do otherwise.
    public var isBroken: Bool
  }

  /// What is played.
  public enum Play: Equatable, Sendable {
    /// Conversations, with the model that each turn asks for.
    case traffic(TrafficSetup, models: [String])
    /// Steps, the callers, and the models that the map lists from the start.
    case steps([Step], keys: [Key], costMap: [CatalogEntry])
  }

  /// The entries of `model_list`; `api_base` holds the name of an endpoint.
  public var modelList: [PlainValue] = []
  /// The router's settings.
  public var settings: [PlainValue.Member] = []
  /// The stubs.
  public var endpoints: [Endpoint] = []
  /// By entry: the place of its endpoint.
  public var endpointOfEntry: [Int] = []
  /// By entry: what scenarios call it, which is also its id.
  public var labels: [String] = []
  /// The seed of the process's random stream.
  public var seed: UInt64 = 0
  /// What is played.
  public var play: Play
  /// What is right about the whole of it.
  public var expectations: [Expectation] = []
  /// What the scenario has and a test in real time cannot show, in words.
  public var leftOut: [String] = []

  /// The counts that a test can take, too.
  static let counted: [RunCount] = [.degraded, .failed, .sealedItemsAbroad, .markersUpstream]

  /// Whether it judges anything that the scenario itself expects, and not only what must hold in
  /// every run.
  public var judgesItsOwn: Bool {
    switch play {
    case .traffic: expectations.contains { $0.place != nil }
    case .steps(let steps, _, _): steps.contains { $0.claim != nil }
    }
  }

  /// The keys of everything that it judges.
  public var judged: [String] {
    guard case .steps(let steps, _, _) = play else { return expectations.map(\.key) }
    return steps.filter { $0.claim != nil }.map { "step \($0.number)" }
  }

  /// Makes a test of what is played.
  init(_ play: Play) { self.play = play }

  /// The test up to the last step that the variant is known to get wrong: what comes after a fault
  /// is not needed to show it.
  public var upToTheFault: RouterTest {
    guard case .steps(let steps, let keys, let costMap) = play,
      let last = steps.lastIndex(where: \.isBroken)
    else { return self }
    var test = self
    test.play = .steps(Array(steps[...last]), keys: keys, costMap: costMap)
    return test
  }
}

extension Variant {
  /// The variant as a test, or everything in it that no such test can play.
  public func routerTest() -> (test: RouterTest?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let test = RouterTestReader(variant: self, reader: NodeReader(problems: problems)).read()
    return (problems.hasErrors ? nil : test, problems.sorted)
  }
}
