/// Finds the name that was probably meant.
package enum NearestName {
  /// The accepted name with the smallest edit distance, if it is near enough to be a slip.
  static func of(_ name: String, among accepted: [String]) -> String? {
    let allowed = max(1, min(3, name.utf8.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in accepted {
      // Every letter more or less is one step at least.
      guard abs(candidate.utf8.count - name.utf8.count) <= allowed else { continue }
      let distance = self.distance(Array(name.utf8), Array(candidate.utf8))
      guard distance <= allowed else { continue }
      if let found = best, found.distance <= distance { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// `did you mean …?` and what is accepted, in one line; empty if nothing is.
  package static func hint(for name: String, among accepted: [String]) -> String {
    guard !accepted.isEmpty else { return "" }
    let list = "accepted: " + accepted.joined(separator: ", ")
    guard let nearest = of(name, among: accepted) else { return list }
    return "did you mean '\(nearest)'? " + list
  }

  /// Insertions, deletions, changes, and swaps of neighbours.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count < 256, right.count < 256 else { return .max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
