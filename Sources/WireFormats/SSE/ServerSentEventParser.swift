/// A stream held more bytes without an end of event than the limit allows.
public struct ServerSentEventLimit: Error, Equatable, Sendable {
  /// The limit that was hit, in bytes.
  public let byteCountMax: Int

  /// Makes the error of a limit.
  public init(byteCountMax: Int) { self.byteCountMax = byteCountMax }
}

/// Turns bytes into events as they arrive, cut anywhere, by the rules of the HTML standard.
///
/// Lines end with LF, CR or CR LF; comments and unknown fields are skipped; an event without data
/// is none; what follows the last empty line is no event. The fields `id` and `retry` are skipped
/// too: no provider uses them and no client here reconnects.
public struct ServerSentEventParser: Sendable {
  private let byteCountMax: Int
  private var line: [UInt8] = []
  private var name: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var lastWasCarriageReturn = false
  private var isFirstLine = true
  private var hasFailed = false

  /// Makes a parser whose events, comments included, may hold this many bytes each.
  public init(byteCountMax: Int = 16 << 20) {
    precondition(byteCountMax > 0, "an event needs room for at least one byte")
    self.byteCountMax = byteCountMax
  }

  /// Whether bytes arrived that belong to an event without its end.
  public var hasUnfinishedEvent: Bool { !line.isEmpty || hasData || !name.isEmpty }

  /// Takes the next bytes and gives the events that they complete.
  ///
  /// - Throws: if an event outgrows the limit; the parser then takes nothing more.
  public mutating func feed(
    _ bytes: some Sequence<UInt8>
  ) throws(ServerSentEventLimit) -> [ServerSentEvent] {
    guard !hasFailed else { throw ServerSentEventLimit(byteCountMax: byteCountMax) }
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let isSecondHalf = byte == 0x0A && lastWasCarriageReturn
      lastWasCarriageReturn = byte == 0x0D
      if isSecondHalf { continue }
      if byte == 0x0A || byte == 0x0D {
        if let event = endLine() { events.append(event) }
        continue
      }
      line.append(byte)
      if line.count + data.count + name.count > byteCountMax {
        hasFailed = true
        throw ServerSentEventLimit(byteCountMax: byteCountMax)
      }
    }
    return events
  }

  private mutating func endLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    // A byte order mark may open the stream.
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    isFirstLine = false
    if line.isEmpty { return endEvent() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    let field = line[..<colon]
    var value = line[colon...].dropFirst()
    if value.first == 0x20 { value = value.dropFirst() }
    if field.elementsEqual("data".utf8) {
      if hasData { data.append(0x0A) }
      data.append(contentsOf: value)
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      name = Array(value)
    }
    return nil
  }

  private mutating func endEvent() -> ServerSentEvent? {
    defer {
      name = []
      data = []
      hasData = false
    }
    guard hasData else { return nil }
    return ServerSentEvent(name: String(decoding: name, as: UTF8.self), data: data)
  }
}
