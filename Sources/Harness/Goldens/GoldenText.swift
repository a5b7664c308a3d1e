/// The text form of a golden: blocks of columns that fit a page, facts first.
extension GoldenTable {
  private static let widthMax = 132

  private var facts: [Row] { rows.filter { $0.label != Self.picksLabel } }
  private var labelWidth: Int { facts.map(\.label.count).max() ?? 0 }

  /// The file's text.
  public var text: String {
    var lines = [heading]
    for block in blocks() {
      lines.append("")
      let widths = block.map { columnWidth($0) }
      lines.append(line("variant", block.map { columns[$0] }, widths))
      for row in facts { lines.append(line(row.label, block.map { row.cells[$0] }, widths)) }
    }
    lines.append("")
    return (lines + picks).joined(separator: "\n") + "\n"
  }

  private func columnWidth(_ column: Int) -> Int {
    max(columns[column].count, facts.map { $0.cells[column].count }.max() ?? 0)
  }

  /// A line for each distinct series of picks, with the variants that share it.
  private var picks: [String] {
    guard let row = rows.first(where: { $0.label == Self.picksLabel }) else { return [] }
    var series: [(cell: String, variants: [String])] = []
    for (cell, variant) in zip(row.cells, columns) {
      if let place = series.firstIndex(where: { $0.cell == cell }) {
        series[place].variants.append(variant)
      } else {
        series.append((cell, [variant]))
      }
    }
    return series.map { "\(Self.picksLabel)  \($0.cell)  \($0.variants.joined(separator: ", "))" }
  }

  private func blocks() -> [[Int]] {
    var blocks: [[Int]] = []
    var block: [Int] = []
    var width = labelWidth
    for column in columns.indices {
      let own = columnWidth(column) + 2
      if !block.isEmpty, width + own > Self.widthMax {
        blocks.append(block)
        block = []
        width = labelWidth
      }
      block.append(column)
      width += own
    }
    if !block.isEmpty { blocks.append(block) }
    return blocks
  }

  private func line(_ label: String, _ cells: [String], _ widths: [Int]) -> String {
    var line = label.padded(to: labelWidth)
    for (cell, width) in zip(cells, widths) {
      line += "  " + String(repeating: " ", count: width - cell.count) + cell
    }
    return line
  }

  /// Reads a golden's text, or says which line is not whole.
  public static func parse(_ text: String) -> Result<GoldenTable, GoldenProblem> {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard text.hasSuffix("\n"), let heading = lines.first, heading.hasSuffix(".golden") else {
      return .failure(GoldenProblem(line: 1, reason: "the file is not a whole golden"))
    }
    lines.removeLast()
    var table = GoldenTable(heading: heading, columns: [], rows: [])
    var picks: [String: String] = [:]
    var place = 0
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let (label, cells) = Self.split(line)
      if label == "variant" {
        table.columns += cells
        place = 0
        continue
      }
      if label == picksLabel, cells.count == 2 {
        for name in cells[1].split(separator: ",") {
          picks[String(name.drop { $0 == " " })] = cells[0]
        }
        continue
      }
      if place == table.rows.count, cells.count == table.columns.count {
        table.rows.append(Row(label: label, cells: []))
      }
      guard place < table.rows.count, table.rows[place].label == label,
        table.rows[place].cells.count + cells.count == table.columns.count
      else { return .failure(GoldenProblem(line: number + 1, reason: "a cell is missing")) }
      table.rows[place].cells += cells
      place += 1
    }
    guard table.rows.last?.label == "decisions", place == table.rows.count,
      picks.count == table.columns.count
    else { return .failure(GoldenProblem(line: lines.count, reason: "the file is cut off")) }
    table.rows.append(Row(label: picksLabel, cells: table.columns.map { picks[$0] ?? "-" }))
    return .success(table)
  }

  private static func split(_ line: String) -> (label: String, cells: [String]) {
    // Columns are two or more spaces apart, and no label or cell holds two in a row.
    var cells: [String] = []
    for part in line.split(separator: "  ") {
      let cell = part.drop { $0 == " " }
      if !cell.isEmpty { cells.append(String(cell)) }
    }
    let label = cells.isEmpty ? "" : cells.removeFirst()
    return (label, cells)
  }
}

/// Why a golden cannot be read.
public struct GoldenProblem: Error, Equatable, Sendable {
  /// The line, from one.
  public var line: Int
  /// The reason, in a few words.
  public var reason: String
}

/// One cell that differs from the golden.
public struct GoldenChange: Equatable, Sendable {
  /// The variant.
  public var variant: String
  /// The fact.
  public var label: String
  /// What was recorded.
  public var old: String
  /// What came out.
  public var new: String
}

extension GoldenTable {
  /// The cells in which this table differs from a recorded one, for the columns that both have.
  public func changes(from old: GoldenTable) -> [GoldenChange] {
    var changes: [GoldenChange] = []
    for (column, variant) in columns.enumerated() {
      guard let before = old.columns.firstIndex(of: variant) else {
        changes.append(GoldenChange(variant: variant, label: "variant", old: "-", new: "new"))
        continue
      }
      for row in rows {
        let recorded = old.rows.first { $0.label == row.label }?.cells[before] ?? "0"
        if recorded != row.cells[column], recorded != "0" || !Self.isNothing(row.cells[column]) {
          changes.append(
            GoldenChange(
              variant: variant, label: row.label, old: recorded, new: row.cells[column]))
        }
      }
      for row in old.rows where !rows.contains(where: { $0.label == row.label }) {
        if !Self.isNothing(row.cells[before]) {
          changes.append(
            GoldenChange(variant: variant, label: row.label, old: row.cells[before], new: "0"))
        }
      }
    }
    return changes
  }

  /// Whether a cell says the same as a row that is not there: none of it, or no such deployment.
  static func isNothing(_ cell: String) -> Bool { ["0", "-", "0ms/0ms/0ms"].contains(cell) }
}

extension String {
  /// The text with spaces after it up to a width; longer texts stay whole.
  package func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
