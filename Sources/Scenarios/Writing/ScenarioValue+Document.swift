extension ScenarioValue {
  /// The value as a scenario file: the outer mappings and their lists over several lines, what is
  /// in them on one.
  package var document: String {
    guard case .map(let members) = self else { return flow + "\n" }
    var lines: [String] = []
    for member in members { Self.write(member, indent: "", into: &lines) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let widthMax = 100

  private static func write(
    _ member: (key: String, value: ScenarioValue), indent: String, into lines: inout [String]
  ) {
    let key = indent + scalar(member.key) + ":"
    if member.key == "description", case .text(let text) = member.value {
      lines.append(key + " >")
      lines += folded(text, indent: indent + "  ")
      return
    }
    let whole = key + " " + member.value.flow
    if whole.count <= widthMax, member.key != "variants" {
      lines.append(whole)
      return
    }
    switch member.value {
    case .list(let items):
      lines.append(key)
      for item in items { lines.append(indent + "  - " + item.flow) }
    case .map(let members):
      lines.append(key)
      for member in members { write(member, indent: indent + "  ", into: &lines) }
    case .text, .number, .plain: lines.append(whole)
    }
  }

  /// A text over lines of at most the width.
  private static func folded(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent.count + line.count + 1 + word.count > widthMax {
        lines.append(indent + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [indent + line]
  }
}
