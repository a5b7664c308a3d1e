/// The groups that a request comes to when everything fails, worked out from the fallback lists
/// alone.
///
/// A group's targets are tried in their order, each of them with its own targets first; a group
/// without a list has that of the group which was asked for. Each is called once, and only if the
/// key may call it. The second target of a walk counts as one level deeper than the first.
public struct FallbackWalk: Sendable {
  /// The groups in their order, the one that was asked for first.
  public let groups: [String]

  /// Works out the walk; `mayCall` says whether the key may call a target.
  public init(
    from asked: String, lists: [(group: String, targets: [String])], depthMax: Int,
    mayCall: (String) -> Bool
  ) {
    var walk = Walk(asked: asked, lists: lists, depthMax: depthMax)
    walk.visit(asked, depth: 0, mayCall)
    groups = walk.visited
  }

  private struct Walk {
    let asked: String
    let lists: [(group: String, targets: [String])]
    let depthMax: Int
    var visited: [String] = []
    var called: [String] = []

    func targets(of group: String) -> [String] {
      let own = lists.first { $0.group == group } ?? lists.first { $0.group == asked }
      return own?.targets ?? []
    }

    mutating func visit(_ group: String, depth: Int, _ mayCall: (String) -> Bool) {
      visited.append(group)
      guard depth < depthMax else { return }
      let targets = targets(of: group)
      if !targets.isEmpty, !called.contains(group) { called.append(group) }
      var level = depth
      for target in targets
      where target != group && (target == asked || mayCall(target)) && !called.contains(target) {
        called.append(target)
        level += 1
        visit(target, depth: level, mayCall)
      }
    }
  }
}
