/// The text form of a golden: blocks of columns that fit a page, facts first.
extension GoldenTable {
  private static let widthMax = 110
  private static let labelWidth = 38

  /// The file's text.
  public var text: String {
    var lines = [heading]
    for block in blocks() {
      lines.append("")
      let widths = block.map { column in
        max(columns[column].count, rows.map { $0.cells[column].count }.max() ?? 0)
      }
      lines.append(line("variant", block.map { columns[$0] }, widths))
      for row in rows { lines.append(line(row.label, block.map { row.cells[$0] }, widths)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func blocks() -> [[Int]] {
    var blocks: [[Int]] = []
    var block: [Int] = []
    var width = Self.labelWidth
    for column in columns.indices {
      let own = max(columns[column].count, rows.map { $0.cells[column].count }.max() ?? 0) + 2
      if !block.isEmpty, width + own > Self.widthMax {
        blocks.append(block)
        block = []
        width = Self.labelWidth
      }
      block.append(column)
      width += own
    }
    if !block.isEmpty { blocks.append(block) }
    return blocks
  }

  private func line(_ label: String, _ cells: [String], _ widths: [Int]) -> String {
    var line = label.padded(to: Self.labelWidth)
    for (cell, width) in zip(cells, widths) {
      line += "  " + String(repeating: " ", count: width - cell.count) + cell
    }
    return line
  }

  /// Reads a golden's text; nil if it is not whole, with the line that is wrong.
  public static func parse(_ text: String) -> Result<GoldenTable, GoldenProblem> {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard text.hasSuffix("\n"), let heading = lines.first, heading.hasSuffix(".golden") else {
      return .failure(GoldenProblem(line: 1, reason: "the file is not a whole golden"))
    }
    lines.removeLast()
    var table = GoldenTable(heading: heading, columns: [], rows: [])
    var isFirstBlock = true
    var place = 0
    for (number, line) in lines.enumerated().dropFirst() {
      if line.isEmpty {
        if !table.columns.isEmpty {
          guard place == table.rows.count else {
            return .failure(GoldenProblem(line: number, reason: "rows are missing"))
          }
          isFirstBlock = false
        }
        place = 0
        continue
      }
      let (label, cells) = Self.split(line)
      if label == "variant" {
        table.columns += cells
        continue
      }
      if isFirstBlock { table.rows.append(Row(label: label, cells: [])) }
      guard place < table.rows.count, table.rows[place].label == label,
        table.rows[place].cells.count + cells.count == table.columns.count
      else { return .failure(GoldenProblem(line: number + 1, reason: "a cell is missing")) }
      table.rows[place].cells += cells
      place += 1
    }
    guard table.rows.last?.label == "decisions", place == table.rows.count else {
      return .failure(GoldenProblem(line: lines.count, reason: "the file is cut off"))
    }
    return .success(table)
  }

  private static func split(_ line: String) -> (label: String, cells: [String]) {
    let head = line.prefix(labelWidth)
    let label = String(head.reversed().drop { $0 == " " }.reversed())
    let rest = line.dropFirst(labelWidth)
    var cells: [String] = []
    for part in rest.split(separator: "  ") {
      let cell = part.drop { $0 == " " }
      if !cell.isEmpty { cells.append(String(cell)) }
    }
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
        if recorded != row.cells[column], !(recorded == "0" && row.cells[column] == "-") {
          changes.append(
            GoldenChange(
              variant: variant, label: row.label, old: recorded, new: row.cells[column]))
        }
      }
      for row in old.rows where !rows.contains(where: { $0.label == row.label }) {
        if row.cells[before] != "0" {
          changes.append(
            GoldenChange(variant: variant, label: row.label, old: row.cells[before], new: "0"))
        }
      }
    }
    return changes
  }
}

extension String {
  /// The text with spaces after it up to a width; longer texts stay whole.
  package func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
