import Scenarios

/// The goldens of a folder: one file for each scenario, at the same place as its scenario.
public struct GoldenStore: Sendable {
  /// The folder.
  public let folder: String

  /// Makes the store of a folder.
  public init(folder: String) { self.folder = folder }

  /// The path of a scenario's golden.
  public func path(of id: String) -> String { "\(folder)/\(id).golden" }

  /// What comparing a run with its golden came to.
  public enum Comparison: Equatable, Sendable {
    /// All compared cells are equal.
    case equal
    /// There is no golden.
    case missing
    /// Some cells differ.
    case changed([GoldenChange])
    /// The golden cannot be read.
    case unreadable(GoldenProblem)
  }

  /// Compares a scenario's run with its golden; only the variants that were run are looked at.
  ///
  /// `isWhole` says that all variants were run, so that a column too many is a change, too.
  public func compare(_ run: ScenarioRun, isWhole: Bool) -> Comparison {
    guard case .success(let bytes) = TextFile.read(path(of: run.scenario.id)) else {
      return .missing
    }
    switch GoldenTable.parse(String(decoding: bytes, as: UTF8.self)) {
    case .failure(let problem): return .unreadable(problem)
    case .success(let old):
      let new = GoldenTable(run)
      var changes = new.changes(from: old)
      if isWhole {
        for column in old.columns where !new.columns.contains(column) {
          changes.append(
            GoldenChange(variant: column, label: "variant", old: "recorded", new: "-"))
        }
        if changes.isEmpty, new.columns != old.columns || new.text.utf8.count != bytes.count {
          changes.append(
            GoldenChange(variant: "all", label: "layout", old: "recorded", new: "different"))
        }
      }
      return changes.isEmpty ? .equal : .changed(changes)
    }
  }

  /// Records a run's golden; the old one stays whole until the new one is on disk.
  public func record(_ run: ScenarioRun) throws(TextFile.WriteProblem) {
    try TextFile.replace(path(of: run.scenario.id), with: GoldenTable(run).text)
  }
}
