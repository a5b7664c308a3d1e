/// One event of a `text/event-stream`.
public struct ServerSentEvent: Equatable, Sendable {
  /// The event's name; empty if the stream gave none, which means `message`.
  public var name: String
  /// The data, its lines joined by LF.
  public var data: [UInt8]

  /// Makes an event.
  public init(name: String = "", data: [UInt8]) {
    self.name = name
    self.data = data
  }

  /// Appends the event as a stream would carry it: name, one line per line of data, an empty line.
  ///
  /// CR and CR LF in the data become LF on the way, as the format has no escape for them.
  public func write(to bytes: inout [UInt8]) {
    precondition(
      !name.utf8.contains { $0 == 0x0A || $0 == 0x0D }, "an event's name must be a single line")
    if !name.isEmpty { Self.writeField("event", name.utf8, to: &bytes) }
    var line: [UInt8] = []
    var previous: UInt8 = 0
    for byte in data {
      defer { previous = byte }
      if byte == 0x0A && previous == 0x0D { continue }
      if byte == 0x0A || byte == 0x0D {
        Self.writeField("data", line, to: &bytes)
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(byte)
      }
    }
    Self.writeField("data", line, to: &bytes)
    bytes.append(0x0A)
  }

  /// The event as a stream would carry it.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// A comment line, as servers send to keep a connection open.
  public static func comment(_ text: String) -> [UInt8] {
    precondition(
      !text.utf8.contains { $0 == 0x0A || $0 == 0x0D }, "a comment must be a single line")
    return Array(": \(text)\n\n".utf8)
  }

  private static func writeField(
    _ field: StaticString, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]
  ) {
    field.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: ": ".utf8)
    bytes.append(contentsOf: value)
    bytes.append(0x0A)
  }
}
