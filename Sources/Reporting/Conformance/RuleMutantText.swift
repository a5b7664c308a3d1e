public import Harness
import RoutingCore
import Scenarios
import WireFormats

/// Which vectors and scenarios see a rule that is set to a wrong case.
public enum RuleMutantText {
  private static let scenariosMax = 2

  /// A table, a row for each wrong case.
  public static func lines(_ mutants: [RuleMutant]) -> [String] {
    var rows = [
      ["rule", "right case", "wrong case", "vectors that fail", "scenarios that turn red"]
    ]
    for mutant in mutants {
      rows.append([
        mutant.rule.rawValue, mutant.right, mutant.wrong,
        mutant.failed.isEmpty
          ? "none"
          : mutant.failed.map { "\($0.kind) \($0.count)" }
            .joined(separator: ", "),
        mutant.scenarios.map(names) ?? "not run",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingTrailingSpaces()
    }
  }

  /// The sums in one line.
  public static func totals(_ mutants: [RuleMutant]) -> String {
    let byVectors = mutants.count { !$0.failed.isEmpty }
    let unseen = mutants.filter(\.isUnseen).map { "\($0.rule.rawValue)=\($0.wrong)" }
    return "\(NumberText.counted(mutants.count, "wrong case")): \(byVectors) seen by vectors, "
      + "\(mutants.count - byVectors - unseen.count) by scenarios alone, \(unseen.count) by nobody"
      + (unseen.isEmpty ? "" : ": " + unseen.joined(separator: ", "))
  }

  /// One object: `rules`, a list with an object for each wrong case.
  public static func json(_ mutants: [RuleMutant]) -> String {
    let rows = mutants.map { mutant in
      JSONValue.members([
        "rule": .string(mutant.rule.rawValue), "right": .string(mutant.right),
        "wrong": .string(mutant.wrong),
        "kinds": .array(
          mutant.failed.map {
            .members(["kind": .string($0.kind), "failed": .integer($0.count)])
          }),
        "scenarios": mutant.scenarios.map { .array($0.map { .string($0) }) } ?? .null,
      ])
    }
    return String(decoding: JSONValue.members(["rules": .array(rows)]).serialized(), as: UTF8.self)
  }

  private static func names(_ scenarios: [String]) -> String {
    guard !scenarios.isEmpty else { return "none" }
    let rest = scenarios.count - scenariosMax
    return scenarios.prefix(scenariosMax).joined(separator: ", ")
      + (rest > 0 ? ", \(rest) more" : "")
  }
}
