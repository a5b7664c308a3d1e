import Upstreams

/// Reads `retry_after` of a fault: a duration, or one under the name of the field that says it.
struct WaitReader {
  let reader: NodeReader
  static let fields = WaitHeader.allCases.map(\.rawValue)

  func read(_ node: YAMLNode?) -> AdvisedWait? {
    guard let node else { return nil }
    guard node.members != nil else {
      if case .scalar("none", isQuoted: false) = node.content { return nil }
      return reader.duration(node, "retry_after").map { AdvisedWait($0) }
    }
    guard let members = reader.mapping(node, "retry_after", accepted: Self.fields) else {
      return nil
    }
    guard members.count == 1, let header = WaitHeader(rawValue: members[0].key) else {
      reader.report(
        "expected-one-key", node.place, "retry_after says \(members.count) waits",
        hint: "write one of: " + Self.fields.joined(separator: ", "))
      return nil
    }
    return reader.duration(members[0].value, members[0].key).map { AdvisedWait($0, header) }
  }
}
