/// A value of a configuration, told apart by kind: what another language can write down.
public indirect enum PlainValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case text(String)
  case list([PlainValue])
  case map([Member])

  /// A key and its value.
  public struct Member: Equatable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: PlainValue

    /// Makes a member.
    public init(_ key: String, _ value: PlainValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a node. Words that are written like secrets are hidden.
  init(_ node: YAMLNode) {
    switch node.content {
    case .sequence(let items): self = .list(items.map { PlainValue($0) })
    case .mapping(let members):
      self = .map(
        members.map { member in
          let isSecret = Redaction.isSecret(key: member.key)
          return Member(
            Redaction.text(member.key),
            isSecret ? .text(Redaction.mark) : PlainValue(member.value))
        })
    case .scalar(let text, let isQuoted):
      self = isQuoted ? .text(Redaction.text(text)) : PlainValue(plain: text, of: node)
    }
  }

  /// What PyYAML makes of a plain scalar, as far as configurations hold such.
  private init(plain text: String, of node: YAMLNode) {
    switch text.lowercased() {
    case "true", "yes", "on": self = .bool(true)
    case "false", "no", "off": self = .bool(false)
    case _ where node.isNull: self = .null
    case _ where Self.isNumber(text): self = .number(text)
    default: self = .text(Redaction.text(text))
    }
  }

  /// Whether Python reads the text as the same number: no leading zeros, no hexadecimal digits.
  private static func isNumber(_ text: String) -> Bool {
    var digits = text[...]
    if let sign = digits.first, "+-".contains(sign) { digits = digits.dropFirst() }
    let whole = digits.prefix { $0.isASCII && $0.isNumber }
    guard !whole.isEmpty, whole.count == 1 || whole.first != "0" else { return false }
    return digits.allSatisfy { ($0.isASCII && $0.isNumber) || ".eE+-".contains($0) }
      && Double(text)?.isFinite == true
  }
}
