/// Says where a text stopped being JSON, and why.
public struct JSONError: Error, Equatable, Sendable {
  /// Bytes before the place.
  public let offset: Int
  /// Line of the place, from 1; a line ends with LF.
  public let line: Int
  /// Column of the place in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong, as a sentence.
  public let message: String

  /// Makes an error at a place.
  public init(offset: Int, line: Int, column: Int, message: String) {
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
  }

  /// Finds line and column of an offset by counting: errors are rare, parsing is not.
  init(offset: Int, in bytes: [UInt8], message: String) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(offset: offset, line: line, column: column, message: message)
  }
}

/// How large a JSON text may be.
public struct JSONLimits: Equatable, Sendable {
  /// The deepest nesting of arrays and objects; a text of one array has depth 1.
  public let depthMax: Int
  /// The longest text in bytes.
  public let byteCountMax: Int

  /// Makes limits; the depth stays small because the parser recurses once per level.
  public init(depthMax: Int = 128, byteCountMax: Int = 16 << 20) {
    precondition(
      depthMax >= 0 && depthMax <= 512, "a depth limit of \(depthMax) is not within 0...512")
    precondition(byteCountMax >= 0, "a size limit cannot be negative")
    self.depthMax = depthMax
    self.byteCountMax = byteCountMax
  }

  /// Depth 128, 16 MiB.
  public static let standard = JSONLimits()
}
