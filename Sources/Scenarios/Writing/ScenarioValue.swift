/// A value of a scenario file that is written, or changed and written again.
package indirect enum ScenarioValue: Sendable {
  /// A scalar that is quoted where a reader could take it for anything but a text.
  case text(String)
  /// A whole number.
  case number(Int)
  /// A list.
  case list([ScenarioValue])
  /// A mapping, in the order of its keys.
  case map([(key: String, value: ScenarioValue)])
  /// A plain scalar, written as it is: `true`, `0.5`.
  case plain(String)

  /// Makes a mapping.
  package static func map(_ members: KeyValuePairs<String, ScenarioValue>) -> ScenarioValue {
    .map(members.map { ($0.key, $0.value) })
  }

  /// The value on one line, in YAML's flow style.
  package var flow: String {
    switch self {
    case .text(let text): Self.scalar(text)
    case .number(let number): String(number)
    case .plain(let text): text
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .map(let members):
      "{" + members.map { "\(Self.scalar($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  private static let words = ["null", "true", "false", "yes", "no", "on", "off"]

  /// A text as a plain scalar where no reader can take it for anything else, else in quotes.
  package static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !words.contains(text.lowercased())
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x2F
      } && text.first?.isLetter == true
    return isPlain ? text : quoted(text)
  }

  /// The text in double quotes; everything but printable ASCII is escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x20...0x7E: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
