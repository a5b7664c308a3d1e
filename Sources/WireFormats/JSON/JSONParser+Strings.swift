extension JSONParser {
  /// Reads a string; `index` stands on its opening quote.
  mutating func string() throws(JSONError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while true {
      let run = index
      while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
        byte >= 0x20
      {
        index += 1
      }
      text.append(contentsOf: bytes[run..<index])
      guard let byte = peek() else {
        throw failure("The string is not closed before the text ends.", at: start)
      }
      if byte < 0x20 { throw failure("A control character in a string must be escaped.") }
      index += 1
      if byte == UInt8(ascii: "\"") { break }
      try escape(into: &text)
    }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw failure("The string is not valid UTF-8.", at: start)
    }
    return valid
  }

  /// Reads what follows a backslash.
  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = index - 1
    guard let byte = peek() else {
      throw failure("The string is not closed before the text ends.", at: start)
    }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: try scalar(start: start).utf8)
    default: throw failure("There is no such escape.", at: start)
    }
  }

  /// Reads the digits of `\u`, and of the second half if the first is half of a pair.
  private mutating func scalar(start: Int) throws(JSONError) -> Character {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return Character(scalar) }
    guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw failure("Half of a surrogate pair stands alone.", at: start)
    }
    let low = try hexadecimal()
    guard low >= 0xDC00, low <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw failure("Half of a surrogate pair stands alone.", at: start) }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("Expected four hexadecimal digits after '\\u'.")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
