/// The header fields of a message, in order; names compare without regard to case.
public struct HeaderFields: Equatable, Sendable {
  /// One field.
  public struct Field: Equatable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String
  }

  /// The fields in order.
  public private(set) var fields: [Field] = []

  /// Makes an empty list.
  public init() {}

  /// Adds a field at the end.
  public mutating func append(_ name: String, _ value: String) {
    precondition(
      !(name + value).utf8.contains { $0 == 0x0A || $0 == 0x0D },
      "a header field must be a single line")
    fields.append(Field(name: name, value: value))
  }

  /// The value of the first field with this name, or nil.
  public subscript(name: String) -> String? {
    let wanted = Self.lowered(name)
    return fields.first { Self.lowered($0.name).elementsEqual(wanted) }?.value
  }

  /// The fields as lines that end with CR LF.
  public func encoded() -> [UInt8] {
    fields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
  }

  /// Reads lines that `encoded` wrote, or gives nil if one is no field.
  public init?(encoded: [UInt8]) {
    for line in encoded.split(separator: 0x0A) {
      let bare = line.last == 0x0D ? line.dropLast() : line
      guard let colon = bare.firstIndex(of: 0x3A), colon > bare.startIndex else { return nil }
      let value = bare[(colon + 1)...].drop { $0 == 0x20 }
      append(
        String(decoding: bare[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
  }

  private static func lowered(_ name: String) -> [UInt8] {
    name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  }
}
