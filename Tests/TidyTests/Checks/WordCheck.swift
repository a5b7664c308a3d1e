/// Words that must not stand in the repository, or only in one place.
enum WordCheck {
  /// Where the names of presets stand.
  static let presetFile = "Sources/RoutingCore/Rules/Preset.swift"

  /// Left-overs, in everything that people write.
  static func findings(_ file: SourceFile) -> [Finding] {
    let isTest = file.path.hasPrefix("Tests/")
    // Tests make their folders where the system says temporary files go.
    let places = (["work", "root", "home"] + (isTest ? [] : ["tmp"])).map { "/\($0)/" }
    let isPattern = file.path == ".gitignore"
    return file.lines.indices.flatMap { place -> [Finding] in
      let line = file.lines[place]
      var findings: [Finding] = []
      for word in ["TODO", "FIXME", "XXX"] where Words.contains(line, word) {
        findings.append(file.finding(place, "'\(word)': do it, or open an issue"))
      }
      if Words.holds(file.code[place], "fatalError(") {
        findings.append(
          file.finding(place, "'fatalError(': a bug is a precondition with a sentence"))
      }
      for path in places where !isPattern && isAbsolute(path, in: line) {
        findings.append(file.finding(place, "'\(path)' is a place of one machine"))
      }
      return findings
    }
  }

  /// Whether a path starts at the root: behind a space it does, behind `https://host` it does not.
  private static func isAbsolute(_ path: String, in line: String) -> Bool {
    guard Words.holds(line, path) else { return false }
    var rest = line[...]
    while let found = rest.firstRange(of: path) {
      let before =
        found.lowerBound > line.startIndex ? line[line.index(before: found.lowerBound)] : " "
      if !before.isLetter, !before.isNumber, !"~.-_}/*".contains(before) { return true }
      rest = line[found.upperBound...]
    }
    return false
  }

  /// Presets are told apart by rules; their names stand in one file.
  static func presetNames(_ file: SourceFile) -> [Finding] {
    guard file.target != nil, file.path != presetFile else { return [] }
    return file.codeAndTexts.indices.filter { Words.holds(file.codeAndTexts[$0], "\"litellm-1.") }
      .map {
        file.finding($0, "a preset's name stands here; names belong in \(presetFile) alone")
      }
  }

  /// Counts that were measured on the incidents: results of the simulation, never its ingredients.
  static let measuredCounts = ["103", "119", "132", "137", "151", "172", "195", "205", "208"]

  static func measured(_ file: SourceFile) -> [Finding] {
    // What only judges and prints has widths and the like, and cannot bend a result.
    guard let target = file.target, LayerCheck.deterministic.contains(target),
      !ShapeCheck.tables.contains(where: { file.path.hasSuffix($0) })
    else { return [] }
    return file.code.indices.flatMap { place in
      measuredCounts.filter { Words.contains(file.code[place], $0) }.map {
        file.finding(place, "\($0) is a measured result of an incident; it belongs in a scenario")
      }
    }
  }
}
