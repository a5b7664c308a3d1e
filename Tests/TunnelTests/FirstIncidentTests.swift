import Primitives
import RoutingCore
import Testing
import Tunnel
import Upstreams

/// The first incident straight through the tunnel, without a scenario file.
struct FirstIncidentTests {
  /// One group of equal deployments, one organization each.
  static func setup(
    organizations: Int, preset: Preset, checks: CheckSet, seed: UInt64 = 0
  ) -> TunnelSetup {
    var setup = TunnelSetup()
    setup.rules = preset.rules
    setup.random = .cpython(seed)
    var members: [DeploymentIndex] = []
    for place in 0..<organizations {
      let label = String(UnicodeScalar(UInt8(65 + place)))
      var entry = Deployment(
        name: setup.configuration.names.intern(label), group: GroupIndex(0))
      entry.boundary = UInt32(place)
      setup.configuration.deployments.append(entry)
      setup.configuration.texts.append(
        DeploymentText(id: label, label: label, upstreamModel: "gpt"))
      members.append(DeploymentIndex(place))
      setup.boundaries.append(label)
      setup.upstreams.append(
        UpstreamSetup(label: label, provider: .openai, boundary: UInt16(place)))
      setup.upstreamOfDeployment.append(place)
      setup.modelOfDeployment.append(0)
    }
    setup.modelNames = ["gpt"]
    setup.configuration.groups = [ModelGroup(name: "codex", members: members)]
    setup.configuration.models = [
      RequestableModel(name: "codex", resolution: .group(GroupIndex(0)))
    ]
    setup.configuration.keys = [VirtualKey(label: "default")]
    setup.configuration.settings.retries = 0
    setup.configuration.settings.checks = checks
    let turn = TurnSetup(model: ModelIndex(0))
    var traffic = TrafficSetup(turns: [turn, turn], keys: [KeyIndex(0)])
    traffic.conversations = 200
    traffic.client = ClientProfile(name: "codex") ?? ClientProfile()
    setup.traffic = [traffic]
    return setup
  }

  @Test(arguments: [
    (2, Preset.litellm18112, CheckSet(), UInt64(103), [UInt64(205), 195]),
    (3, .litellm18112, CheckSet(), 137, [136, 122, 142]),
    (4, .litellm18112, CheckSet(), 151, [114, 91, 99, 96]),
    (2, .litellm11091, CheckSet(), 103, [205, 195]),
    (2, .litellm11091, .sealedContent, 0, [208, 192]),
    (3, .litellm11091, .sealedContent, 0, [144, 116, 140]),
    (4, .litellm1821, .sealedContent, 0, [114, 94, 98, 94]),
  ])
  func counts(
    _ organizations: Int, _ preset: Preset, _ checks: CheckSet, _ failed: UInt64, _ load: [UInt64]
  ) {
    var simulation = Simulation(
      Self.setup(organizations: organizations, preset: preset, checks: checks), mode: RunMode())
    let result = simulation.run()
    let refused = result.outcomes.filter { $0.kind == .failed }.reduce(0) { $0 + $1.count }
    #expect(refused == failed)
    #expect(result.load == load)
    #expect(result.sealedAbroad == failed)
    #expect(result.unfinished == 0)
  }
}
