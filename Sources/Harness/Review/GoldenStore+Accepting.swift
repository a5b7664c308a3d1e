import Foundation
import Scenarios

extension GoldenStore {
  /// The name that stands for all variants of a scenario.
  public static let allVariants = "all"

  /// A scenario's golden as it is recorded; nil if there is none.
  func table(of id: String) -> Result<GoldenTable, GoldenProblem>? {
    guard case .success(let bytes) = TextFile.read(path(of: id)) else { return nil }
    return GoldenTable.parse(String(decoding: bytes, as: UTF8.self))
  }

  /// Goldens of a folder whose scenarios are not among these, sorted; files of other kinds and the
  /// folder of benchmarks are no goldens.
  public func gone(_ scenarios: [String]) -> [String] {
    TextFile.list(folder, ending: ".golden").map { String($0.dropLast(7)) }
      .filter { !scenarios.contains($0) }
  }

  /// Records some variants of a run; the columns of all others keep their cells.
  ///
  /// A variant that was recorded and is no more goes with its name. The file is replaced whole.
  public func record(
    _ run: ScenarioRun, variants: [String], isWhole: Bool
  ) throws(TextFile.WriteProblem) {
    let new = GoldenTable(run)
    guard case .success(let old)? = table(of: run.scenario.id) else {
      return try TextFile.replace(
        path(of: run.scenario.id), with: new.columns(variants, of: nil, isWhole: true).text)
    }
    let merged = new.columns(variants, of: old, isWhole: isWhole)
    try TextFile.replace(path(of: run.scenario.id), with: merged.text)
  }

  /// Takes the golden of a scenario that is no more away.
  public func remove(_ id: String) throws(TextFile.WriteProblem) {
    guard unlink(path(of: id)) == 0 else {
      throw TextFile.WriteProblem(path: path(of: id), reason: String(cString: strerror(errno)))
    }
  }
}

extension GoldenTable {
  /// This table's columns for the accepted variants, and a recorded table's for all others.
  ///
  /// Once everything is accepted it is this table, if all variants were run.
  func columns(_ accepted: [String], of old: GoldenTable?, isWhole: Bool) -> GoldenTable {
    let kept = (old?.columns ?? []).filter { !accepted.contains($0) }
    let ownOrder = columns.filter { accepted.contains($0) || kept.contains($0) }
    // Of a part of the variants the recorded order stays, and what is new goes to the end.
    let names =
      isWhole
      ? ownOrder + kept.filter { !columns.contains($0) }
      : (old?.columns ?? []).filter { kept.contains($0) || columns.contains($0) }
        + columns.filter { accepted.contains($0) && !(old?.columns ?? []).contains($0) }
    var merged = GoldenTable(heading: heading, columns: names, rows: [])
    for label in labels(with: old) {
      let own = rows.first { $0.label == label }
      let recorded = old?.rows.first { $0.label == label }
      let cells = names.map { name -> String in
        let source = accepted.contains(name) ? (own, columns) : (recorded, old?.columns ?? [])
        guard let place = source.1.firstIndex(of: name) else { return Self.absent(label) }
        return source.0?.cells[place] ?? Self.absent(label)
      }
      let isOptional = own == nil || isOptionalRow(label)
      if isOptional, cells.allSatisfy({ $0 == Self.absent(label) }) { continue }
      merged.rows.append(Row(label: label, cells: cells))
    }
    return merged
  }

  /// Whether a row is only there because some variant has something to say in it.
  private func isOptionalRow(_ label: String) -> Bool {
    OutcomeLabel(label) != nil
      || label == "queued p50/p99/max" || label.hasPrefix("load ")
  }

  /// The rows of both tables: this one's, and after its predecessor each that only the other has.
  private func labels(with old: GoldenTable?) -> [String] {
    var labels = rows.map(\.label)
    var before: String?
    for row in old?.rows ?? [] {
      if !labels.contains(row.label) {
        let place = before.flatMap { labels.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        labels.insert(row.label, at: place)
      }
      before = row.label
    }
    return labels
  }

  /// What a cell of a row says that its table does not have.
  private static func absent(_ label: String) -> String {
    switch CellMeaning(label: label, wantsDenial: false) {
    case .step, .span: return "-"
    default: break
    }
    if label.hasPrefix("load ") { return "-" }
    return label == "queued p50/p99/max" ? "0ms/0ms/0ms" : "0"
  }
}
