extension JSONValue {
  /// Parses a text strictly by RFC 8259.
  ///
  /// Refused: comments, trailing commas, a byte order mark, invalid UTF-8, and the escapes of half
  /// a surrogate pair, which no UTF-8 text can hold.
  ///
  /// - Throws: the first place that is wrong, or the limit that was hit.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .standard
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.byteCountMax else {
      throw JSONError(
        offset: 0, line: 1, column: 1,
        message: "The text has \(bytes.count) bytes; the limit is \(limits.byteCountMax).")
    }
    var parser = JSONParser(bytes: bytes, depthMax: limits.depthMax)
    return try parser.document()
  }

  /// Parses a text that is already a Swift string.
  public static func parse(
    _ text: String, limits: JSONLimits = .standard
  ) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), limits: limits)
  }
}

/// Reads one JSON text from left to right; recurses once per level, so the depth is limited.
struct JSONParser {
  let bytes: [UInt8]
  let depthMax: Int
  var index = 0

  init(bytes: [UInt8], depthMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
  }

  mutating func document() throws(JSONError) -> JSONValue {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw failure("Expected the end of the text.") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard let byte = peek() else { throw failure("Expected a value, but the text ends.") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("Expected a value.")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var object = JSONObject()
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(object) }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else { throw failure("Expected a key in quotes.") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("Expected ':' after the key.") }
      skipSpace()
      object.append(key, try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(object) }
      guard take(UInt8(ascii: ",")) else { throw failure("Expected ',' or '}'.") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try enter(depth)
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      skipSpace()
      values.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw failure("Expected ',' or ']'.") }
    }
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= depthMax else {
      throw failure("The nesting is deeper than the limit of \(depthMax).")
    }
    index += 1
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let count = text.utf8CodeUnitCount
    let matches = text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    guard matches else { throw failure("Expected '\(text)'.") }
    index += count
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = index
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func digits() throws(JSONError) {
    let start = index
    while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    guard index > start else { throw failure("Expected a digit.") }
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  func failure(_ message: String) -> JSONError { failure(message, at: index) }

  func failure(_ message: String, at offset: Int) -> JSONError {
    JSONError(offset: offset, in: bytes, message: message)
  }
}
