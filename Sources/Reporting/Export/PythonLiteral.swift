import Scenarios

/// Values as Python writes them.
enum PythonLiteral {
  static func text(_ value: PlainValue) -> String {
    switch value {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .number(let number): number
    case .text(let text): quoted(text)
    case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
    case .map(let members):
      "{" + members.map { "\(quoted($0.key)): \(text($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  static func list(_ texts: [String]) -> String { text(.list(texts.map { .text($0) })) }

  /// The text in double quotes; everything but printable ASCII is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x20...0x7E: result.unicodeScalars.append(scalar)
      case 0...0xFFFF: result += "\\u" + hex(scalar.value, 4)
      default: result += "\\U" + hex(scalar.value, 8)
      }
    }
    return result + "\""
  }

  /// The text as part of a docstring.
  static func inDocstring(_ text: String) -> String {
    String(quoted(text).dropFirst().dropLast()).replacing("\\n", with: " ")
  }

  /// A name of letters, digits and underscores.
  static func identifier(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9") ~= scalar)
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else if !name.hasSuffix("_") {
        name += "_"
      }
    }
    return name
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
