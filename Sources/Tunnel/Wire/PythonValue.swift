import WireFormats

/// How Python sees a JSON value where LiteLLM leans on it.
enum PythonValue {
  /// Whether `if value:` holds.
  static func isTrue(_ value: JSONValue?) -> Bool {
    switch value {
    case nil, .null?: false
    case .bool(let flag)?: flag
    case .number(let text)?: !isZero(text)
    case .string(let text)?: !text.isEmpty
    case .array(let values)?: !values.isEmpty
    case .object(let object)?: object.count > 0
    }
  }

  /// Whether `bool(text.strip())` holds: some character is not white space.
  static func hasInk(_ text: String) -> Bool {
    text.unicodeScalars.contains { !isSpace($0) }
  }

  /// What `"{}".format(value)` writes, or nil for values whose form the gateway never meets:
  /// lists, objects, and numbers that are not plain integers.
  static func formatted(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "True" : "False"
    case .number("-0"): "0"
    case .number(let text) where isInteger(text): text
    case .null: "None"
    default: nil
    }
  }

  /// Zero includes fractions too small for a double: `1e-400` is 0.0 in Python.
  private static func isZero(_ text: String) -> Bool {
    if isInteger(text) { return text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2D } }
    return (Double(text) ?? 0) == 0
  }

  private static func isInteger(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D }
  }

  /// `str.isspace` of one character: bidirectional class WS, B or S, or category Zs.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }
}
