public import Fuzzing

/// Which mutants the properties kill, how soon, and what the smallest world is that does it.
public struct KillTable {
  private let mutants: [RuleMutant]

  /// Makes the table of mutants that were tried.
  public init(_ mutants: [RuleMutant]) { self.mutants = mutants }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A line for each mutant, the survivors last, and the sums.
  public var lines: [String] {
    let killed = mutants.filter { $0.property != nil }
    let survivors = mutants.filter { $0.property == nil }
    let name = { (mutant: RuleMutant) in "\(mutant.rule)=\(mutant.wrong)" }
    let width = mutants.map { name($0).count }.max() ?? 0
    let properties = Property.allCases.map(\.rawValue.count).max() ?? 0
    var lines = [
      Self.padded("mutant", width) + "  " + Self.padded("killed by", properties)
        + "  worlds  deployments  clients  turns"
    ]
    for mutant in killed {
      let size = mutant.finding.map { finding in
        Self.padded("\(finding.deployments)", 13) + Self.padded("\(finding.clients)", 9)
          + "\(finding.turns)"
      }
      let property = mutant.property?.rawValue ?? ""
      lines.append(
        Self.padded(name(mutant), width) + "  " + Self.padded(property, properties) + "  "
          + Self.padded("\(mutant.worlds)", 8) + (size ?? "-"))
    }
    for mutant in survivors {
      lines.append(
        Self.padded(name(mutant), width) + "  " + Self.padded("survives", properties)
          + "  \(mutant.worlds)")
    }
    let worlds = killed.map(\.worlds).sorted()
    let median = worlds.isEmpty ? "-" : "\(worlds[worlds.count / 2])"
    let idle = Property.allCases.filter { property in
      !killed.contains { $0.property == property }
    }
    lines.append("")
    lines.append(
      "\(killed.count) of \(mutants.count) mutants killed, the median after \(median) worlds")
    if !idle.isEmpty {
      lines.append(
        "properties that killed nobody first: " + idle.map(\.rawValue).joined(separator: ", "))
    }
    return lines
  }
}
