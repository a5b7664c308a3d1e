public import Fuzzing
import Harness
import RoutingCore

/// Which mutants the properties kill, how soon, and what the smallest world is that does it.
public struct KillTable {
  private let mutants: [FuzzedMutant]

  /// Makes the table of mutants that were tried.
  public init(_ mutants: [FuzzedMutant]) { self.mutants = mutants }

  /// A line for each mutant, the survivors last, and the sums.
  public var lines: [String] {
    let killed = mutants.filter { $0.breach != nil }
    let survivors = mutants.filter { $0.breach == nil }
    var rows = [["mutant", "killed by", "worlds", "deployments", "clients", "turns"]]
    for mutant in killed + survivors { rows.append(Self.row(mutant)) }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let table = rows.map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingTrailingSpaces()
    }
    let worlds = killed.map(\.worlds).sorted()
    let median = worlds.isEmpty ? "-" : "\(worlds[worlds.count / 2])"
    let idle = Property.allCases.filter { property in
      !killed.contains { $0.breach?.property == property }
    }
    let sum =
      "\(killed.count) of \(mutants.count) mutants killed, the median after \(median) worlds"
    let names = idle.map(\.rawValue).joined(separator: ", ")
    return table + ["", sum]
      + (idle.isEmpty ? [] : ["properties that killed nobody first: " + names])
  }

  private static func row(_ fuzzed: FuzzedMutant) -> [String] {
    let sizes = fuzzed.finding.map { [$0.deployments, $0.clients, $0.turns].map(String.init) }
    return [
      "\(fuzzed.mutant.rule.rawValue)=\(fuzzed.mutant.wrong)",
      fuzzed.breach?.property.rawValue ?? "survives", "\(fuzzed.worlds)",
    ] + (sizes ?? ["", "", ""])
  }
}
