/// How long files, lines and functions may be.
enum ShapeCheck {
  static let fileLinesMax = 400
  static let columnsMax = 100
  static let functionLinesMax = 60
  /// Tables: data, not reading matter.
  static let tables = [
    "SamplerTables.swift", "PresetTable.swift", "ScenarioTemplate.swift", "WorkflowTemplate.swift",
  ]

  static func findings(_ file: SourceFile) -> [Finding] {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    guard !tables.contains(name) else { return [] }
    return fileLength(file) + lineLengths(file) + functionLengths(file)
  }

  private static func fileLength(_ file: SourceFile) -> [Finding] {
    guard file.lines.count > fileLinesMax else { return [] }
    return [
      file.finding(
        fileLinesMax, "the file has \(file.lines.count) lines, at most \(fileLinesMax) may be")
    ]
  }

  private static func lineLengths(_ file: SourceFile) -> [Finding] {
    file.lines.indices.filter {
      file.lines[$0].count > columnsMax && !isLiteral(file.code[$0])
    }.map {
      file.finding(
        $0, "the line has \(file.lines[$0].count) columns, at most \(columnsMax) may be")
    }
  }

  /// Whether a line is one string literal, maybe compared or appended: it cannot be broken.
  private static func isLiteral(_ code: String) -> Bool {
    let bare = code.drop { " +=".contains($0) }
    return bare.hasPrefix("\"") || bare.hasPrefix("#")
  }

  private static func functionLengths(_ file: SourceFile) -> [Finding] {
    file.code.indices.compactMap { place in
      guard let name = Declarations.function(file.code[place]),
        let end = Declarations.bodyEnd(file.code, from: place)
      else { return nil }
      let length = end - place + 1
      guard length >= functionLinesMax else { return nil }
      return file.finding(
        place, "'\(name)' has \(length) lines, fewer than \(functionLinesMax) may be")
    }
  }
}
