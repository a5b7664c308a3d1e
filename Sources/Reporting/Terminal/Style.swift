/// Colours for a terminal, or none.
public struct Style: Sendable {
  /// What a text means; the colour follows from it.
  public enum Meaning: Sendable {
    case holds, reproduces, failed, faint, strong
  }

  private let isColoured: Bool

  /// Makes a style.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// The text in its colour.
  public func paint(_ text: String, _ meaning: Meaning) -> String {
    guard isColoured else { return text }
    let code =
      switch meaning {
      case .holds: "32"
      case .reproduces: "33"
      case .failed: "31"
      case .faint: "2"
      case .strong: "1"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// Numbers as people read them.
public enum NumberText {
  /// Digits in groups of three: `148,200`.
  public static func grouped(_ number: UInt64) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return groups.joined(separator: ",")
  }

  /// `1 variant`, `2 variants`.
  public static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(UInt64(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}
