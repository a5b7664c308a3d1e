import Primitives
import RoutingCore
import Upstreams
import WireFormats

extension Simulation {
  /// Writes a compaction as text, marks it as the router decided, and keeps it in the place of all
  /// that the client had.
  mutating func wireCompaction(_ slot: Int, _ edits: OutputEdit) {
    let request = requests[slot]
    let place = request.conversation
    let stream = conversations[place].traffic
    let owner = conversations[place].number
    let client = traffic.shapes[stream].client
    let id = setup.configuration.texts[request.deployment.index].id
    let boundary = Int(boundaryOfUpstream[request.upstream])
    let item: WorldItem = onWire { edge in
      let content = edge.registry.authorities[boundary].mint(number: request.firstItem)
      let fresh = ResponseItem.compaction(
        ResponseItem.Compaction(
          id: "cmp_" + WireItem.digits(request.firstItem), sealedContent: content))
      let marked = ItemJSON.apply(edits, deploymentID: id, to: WireEdge.passed(fresh.json))
      let kept = Self.kept(WireEdge.passed(marked), client)
      edge.histories[place] = [kept]
      // An exchange of contents may take this one, too.
      edge.note(kept, of: owner, in: stream)
      let read = edge.upstreamItem(kept)
      return WorldItem(
        facts: edge.facts(of: kept), seal: read.seal, number: read.number, madeBy: request.label)
    }
    histories[place].clear()
    histories[place].append(item)
  }
}
