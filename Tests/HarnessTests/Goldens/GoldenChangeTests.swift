import Testing

@testable import Harness

/// What differs between a table and a recorded one, cell by cell.
struct GoldenChangeTests {
  private static func table(_ columns: [String], _ rows: [(String, [String])]) -> GoldenTable {
    GoldenTable(
      heading: "a.golden", columns: columns,
      rows: rows.map { GoldenTable.Row(label: $0.0, cells: $0.1) })
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let old: GoldenTable
    let new: GoldenTable
    /// Each as `variant label: old > new`.
    let changes: [String]
    var testDescription: String { name }
  }

  private static let old = table(
    ["a", "b"],
    [("verdict", ["holds", "failed"]), ("ok", ["5", "0"]), ("decisions", ["d1", "d2"])])

  static let cases = [
    Case(name: "none", old: old, new: old, changes: []),
    Case(
      name: "two cells", old: old,
      new: table(
        ["a", "b"],
        [("verdict", ["holds", "holds"]), ("ok", ["4", "0"]), ("decisions", ["d1", "d2"])]),
      changes: ["a ok: 5 > 4", "b verdict: failed > holds"]),
    Case(
      name: "one variant was run", old: old,
      new: table(["b"], [("verdict", ["failed"]), ("ok", ["1"]), ("decisions", ["d2"])]),
      changes: ["b ok: 0 > 1"]),
    Case(
      name: "another order of variants", old: old,
      new: table(
        ["b", "a"],
        [("verdict", ["failed", "holds"]), ("ok", ["0", "5"]), ("decisions", ["d2", "d1"])]),
      changes: []),
    Case(
      name: "a new variant", old: old,
      new: table(
        ["a", "c"],
        [("verdict", ["holds", "holds"]), ("ok", ["5", "5"]), ("decisions", ["d1", "d3"])]),
      changes: ["c variant: - > new"]),
    Case(
      name: "a new fact", old: old,
      new: table(
        ["a", "b"],
        [
          ("verdict", ["holds", "failed"]), ("ok", ["5", "0"]), ("500", ["0", "5"]),
          ("decisions", ["d1", "d2"]),
        ]),
      changes: ["b 500: 0 > 5"]),
    Case(
      name: "a fact that is gone", old: old,
      new: table(
        ["a", "b"], [("verdict", ["holds", "failed"]), ("decisions", ["d1", "d2"])]),
      changes: ["a ok: 5 > 0"]),
    Case(
      name: "a deployment that only another variant has", old: old,
      new: table(
        ["a", "b"],
        [
          ("verdict", ["holds", "failed"]), ("ok", ["5", "0"]), ("load x", ["-", "3"]),
          ("decisions", ["d1", "d2"]),
        ]),
      changes: ["b load x: 0 > 3"]),
    Case(
      name: "decisions alone", old: old,
      new: table(
        ["a", "b"],
        [("verdict", ["holds", "failed"]), ("ok", ["5", "0"]), ("decisions", ["d9", "d2"])]),
      changes: ["a decisions: d1 > d9"]),
  ]

  @Test(arguments: cases)
  func changes(_ named: Case) {
    let changes = named.new.changes(from: named.old)
    #expect(changes.map { "\($0.variant) \($0.label): \($0.old) > \($0.new)" } == named.changes)
  }
}
