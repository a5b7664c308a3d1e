import Scenarios

extension GoldenTable {
  /// What the world counts besides outcomes; each is a row where some variant has any.
  static let worldCounts: [(label: String, count: RunCount)] = [
    ("answers for nobody", .answersForNobody), ("attempts for nobody", .attemptsForNobody),
    ("upstream ms for nobody", .upstreamTimeForNobody),
    ("leaked connections", .leakedConnections),
  ]

  /// Adds what the world counted, as far as there is any of it.
  mutating func addWorld(_ run: ScenarioRun) {
    for (label, count) in Self.worldCounts {
      let numbers = run.runs.map { Facts($0.result).count(count) }
      guard numbers.contains(where: { $0 > 0 }) else { continue }
      rows.append(Row(label: label, cells: numbers.map(String.init)))
    }
  }
}
