/// How a JSON value is spelled.
public struct JSONStyle: Equatable, Sendable {
  /// Whether a space follows each comma and colon.
  public let isSpaced: Bool
  /// Whether everything outside printable ASCII is escaped.
  public let isASCII: Bool

  /// Makes a style.
  public init(isSpaced: Bool, isASCII: Bool) {
    self.isSpaced = isSpaced
    self.isASCII = isASCII
  }

  /// `{"a":1}`, text as UTF-8.
  public static let compact = JSONStyle(isSpaced: false, isASCII: false)
  /// `{"a": 1}`, text escaped: what Python's `json.dumps` writes by default.
  public static let python = JSONStyle(isSpaced: true, isASCII: true)
}

extension JSONValue {
  /// The value as a text.
  public func serialized(style: JSONStyle = .compact) -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, style: style)
    return bytes
  }

  /// Appends the value as a text.
  public func write(to bytes: inout [UInt8], style: JSONStyle = .compact) {
    var writer = JSONWriter(bytes: bytes, style: style)
    bytes = []
    writer.write(self)
    bytes = writer.bytes
  }
}

/// Appends JSON to bytes.
private struct JSONWriter {
  var bytes: [UInt8]
  let style: JSONStyle

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): write(string: text)
    case .array(let values): write(array: values)
    case .object(let object): write(object: object)
    }
  }

  private mutating func write(array values: [JSONValue]) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for value in values {
      if !isFirst { separate(by: UInt8(ascii: ",")) }
      isFirst = false
      write(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in object.members {
      if !isFirst { separate(by: UInt8(ascii: ",")) }
      isFirst = false
      write(string: member.key)
      separate(by: UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func separate(by byte: UInt8) {
    bytes.append(byte)
    if style.isSpaced { bytes.append(0x20) }
  }

  private mutating func write(string text: String) {
    bytes.append(UInt8(ascii: "\""))
    if style.isASCII {
      for scalar in text.unicodeScalars { writeASCII(scalar) }
    } else {
      for byte in text.utf8 {
        if byte < 0x20 || byte == 0x22 || byte == 0x5C {
          writeEscape(byte)
        } else {
          bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeASCII(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22, 0x5C, 0..<0x20: writeEscape(UInt8(scalar.value))
    case 0x20..<0x7F: bytes.append(UInt8(scalar.value))
    default: for unit in String(scalar).utf16 { writeHexadecimal(unit) }
    }
  }

  private mutating func writeEscape(_ byte: UInt8) {
    let short: Unicode.Scalar? =
      switch byte {
      case 0x22: "\""
      case 0x5C: "\\"
      case 0x08: "b"
      case 0x0C: "f"
      case 0x0A: "n"
      case 0x0D: "r"
      case 0x09: "t"
      default: nil
      }
    guard let short else { return writeHexadecimal(UInt16(byte)) }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(UInt8(ascii: short))
  }

  private mutating func writeHexadecimal(_ unit: UInt16) {
    bytes.append(contentsOf: "\\u".utf8)
    for shift: UInt16 in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
