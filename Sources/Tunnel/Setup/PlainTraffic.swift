import Primitives
public import RoutingCore
import Upstreams

/// The plainest load: single turns without sealed items, for measurements.
public enum PlainTraffic {
  /// One group of equal deployments and Poisson traffic on it.
  public static func setup(
    requests: UInt32, deployments: Int, strategy: RoutingStrategy = .simpleShuffle
  ) -> TunnelSetup {
    var setup = TunnelSetup()
    // What is measured is the way that the checks which a gateway enables leave alone.
    setup.rules.sealedCheck = .pins
    setup.configuration.settings.strategies.strategy = strategy
    var members: [DeploymentIndex] = []
    for place in 0..<deployments {
      let name = "d\(place)"
      setup.configuration.deployments.append(
        Deployment(name: setup.configuration.names.intern(name), group: GroupIndex(0)))
      setup.configuration.texts.append(
        DeploymentText(id: name, label: name, upstreamModel: "plain"))
      members.append(DeploymentIndex(place))
    }
    setup.boundaries = ["one"]
    var upstream = UpstreamSetup(label: "one", provider: .openai, boundary: 0)
    upstream.sealedItems = 0
    setup.upstreams = [upstream]
    setup.upstreamOfDeployment = Array(repeating: 0, count: deployments)
    setup.modelOfDeployment = Array(repeating: 0, count: deployments)
    setup.modelNames = ["plain"]
    setup.configuration.groups = [ModelGroup(name: "plain", members: members)]
    setup.configuration.models = [
      RequestableModel(name: "plain", resolution: .group(GroupIndex(0)))
    ]
    setup.configuration.keys = [VirtualKey(label: "default")]
    var traffic = TrafficSetup(
      turns: [TurnSetup(model: ModelIndex(0))], keys: [KeyIndex(0)])
    traffic.conversations = requests
    traffic.arrival = .poisson(mean: .milliseconds(20))
    setup.traffic = [traffic]
    return setup
  }

  /// Lets a replica pick so many times and returns the last choice.
  public static func pick(
    _ count: UInt32, among deployments: Int, strategy: RoutingStrategy = .simpleShuffle
  ) -> Int {
    let setup = setup(requests: 0, deployments: deployments, strategy: strategy)
    var router = Router(
      configuration: setup.configuration, rules: setup.rules, callbackLag: .zero)
    var random = GatewayRandom(seed: 0, replica: 0)
    var effects = EffectBuffer()
    var last = 0
    for number in 0..<count {
      effects.reset()
      let id = RequestID(slot: 0, generation: number)
      let now = Instant(nanoseconds: UInt64(number) * 1_000_000)
      router.handle(
        .requestArrived(
          RequestArrival(id: id, number: UInt64(number), key: KeyIndex(0), model: ModelIndex(0))),
        items: [], at: now, random: &random, into: &effects)
      last = effects.decisions.first?.choice?.index ?? last
      router.handle(
        .attemptEnded(AttemptID(request: id, ordinal: 1)), items: [], at: now, random: &random,
        into: &effects)
    }
    return last
  }
}
