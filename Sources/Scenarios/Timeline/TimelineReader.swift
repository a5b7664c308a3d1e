import Primitives
import RoutingCore
import Tunnel

/// Reads `timeline`: what happens at set times, beside traffic and steps.
struct TimelineReader {
  let reader: NodeReader

  func read(_ node: YAMLNode?, _ actions: inout ActionReader) -> [TimelineEntry] {
    var entries: [TimelineEntry] = []
    // In the order in which they happen: a label means the entry that has it by then.
    let items = (reader.sequence(node, "timeline") ?? []).enumerated().map { place, item in
      (place, Self.time(of: item), item)
    }
    for (_, _, item) in items.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      if let entry = entry(item, &actions) { entries.append(entry) }
    }
    return entries
  }

  private static func time(of node: YAMLNode) -> UInt64 {
    guard case .scalar(let text, _)? = node.value("at")?.content else { return 0 }
    return DurationText.parse(text)?.nanoseconds ?? 0
  }

  private func entry(_ node: YAMLNode, _ actions: inout ActionReader) -> TimelineEntry? {
    let verbs = ActionReader.verbs
    guard let members = reader.mapping(node, "an entry of timeline", accepted: ["at"] + verbs)
    else { return nil }
    guard let at = members["at"] else {
      reader.reportMissing("at", in: "an entry of timeline", node.place)
      return nil
    }
    let named = members.filter { verbs.contains($0.key) }
    guard named.count == 1, let verb = named.first else {
      reader.report(
        "expected-one-key", node.place, "an entry of timeline does \(named.count) things",
        hint: "write one of: " + verbs.joined(separator: ", "))
      return nil
    }
    guard let time = reader.duration(at, "at"), let action = actions.read(verb) else { return nil }
    return TimelineEntry(at: .zero + time, action: action)
  }
}
