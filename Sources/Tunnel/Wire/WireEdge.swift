import Primitives
import RoutingCore
import Upstreams

/// Takes every message through its text and back.
struct WireEdge: Sendable {
  init(_ setup: TunnelSetup) {}
}

extension Simulation {
  mutating func wireRequest(_ request: Int, _ slot: Int, _ turn: TurnSetup) -> [ItemFacts] { [] }
  mutating func wireDispatch(
    _ slot: Int, _ edits: EditRange, _ deployment: DeploymentIndex
  ) -> [UpstreamItem] { [] }
  mutating func wireAnswer(_ slot: Int, _ edits: OutputEdit) {}
}
