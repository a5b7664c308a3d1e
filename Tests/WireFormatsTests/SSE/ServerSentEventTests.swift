import Testing
import WireFormats

struct ServerSentEventTests {
  struct Stream: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let events: [ServerSentEvent]
    var testDescription: String { name }
  }

  static func event(_ name: String, _ data: String) -> ServerSentEvent {
    ServerSentEvent(name: name, data: Array(data.utf8))
  }

  static let streams: [Stream] = [
    Stream(name: "name and data", text: "event: a\ndata: 1\n\n", events: [event("a", "1")]),
    Stream(name: "no name", text: "data:1\n\n", events: [event("", "1")]),
    Stream(name: "one space goes", text: "data:  1 \n\n", events: [event("", " 1 ")]),
    Stream(name: "CR", text: "data: 1\rdata: 2\r\r", events: [event("", "1\n2")]),
    Stream(
      name: "CR LF", text: "data: 1\r\ndata: 2\r\n\r\ndata: 3\r\n\r\n",
      events: [event("", "1\n2"), event("", "3")]),
    Stream(name: "comment", text: ": ping\n\n:\ndata: 1\n\n", events: [event("", "1")]),
    Stream(
      name: "empty data", text: "data\n\ndata:\ndata:\n\n",
      events: [event("", ""), event("", "\n")]),
    Stream(name: "name alone", text: "event: a\n\ndata: 1\n\n", events: [event("", "1")]),
    Stream(
      name: "last name counts", text: "event: a\nevent: b\ndata: 1\n\n", events: [event("b", "1")]),
    Stream(
      name: "other fields", text: "id: 7\nretry: 9\ndatax: 0\ndata: 1\n\n", events: [event("", "1")]
    ),
    Stream(name: "byte order mark", text: "\u{FEFF}data: 1\n\n", events: [event("", "1")]),
    Stream(name: "unfinished", text: "data: 1\n\ndata: 2\n", events: [event("", "1")]),
    Stream(name: "colons in data", text: "data: a: b\n\n", events: [event("", "a: b")]),
  ]

  @Test(arguments: streams)
  func parsesInAnyCuts(_ stream: Stream) throws {
    let bytes = Array(stream.text.utf8)
    for size in 1...bytes.count {
      var parser = ServerSentEventParser()
      var events: [ServerSentEvent] = []
      var start = 0
      while start < bytes.count {
        let end = min(start + size, bytes.count)
        events += try parser.feed(bytes[start..<end])
        start = end
      }
      #expect(events == stream.events, "chunks of \(size)")
      #expect(parser.hasUnfinishedEvent == (stream.name == "unfinished"))
    }
  }

  @Test func encodes() throws {
    let event = Self.event("a", "1\n\n2\r3\r\n4")
    #expect(
      String(decoding: event.encoded(), as: UTF8.self)
        == "event: a\ndata: 1\ndata: \ndata: 2\ndata: 3\ndata: 4\n\n")
    var parser = ServerSentEventParser()
    #expect(try parser.feed(event.encoded()) == [Self.event("a", "1\n\n2\n3\n4")])
    #expect(
      String(decoding: Self.event("", "").encoded(), as: UTF8.self) == "data: \n\n")
    #expect(try parser.feed(ServerSentEvent.comment("ping")).isEmpty)
  }

  @Test func limit() throws {
    var parser = ServerSentEventParser(byteCountMax: 10)
    #expect(try parser.feed(Array("data: 1234\n\n".utf8)).count == 1)
    #expect(throws: ServerSentEventLimit(byteCountMax: 10)) {
      try parser.feed(Array("data: 12345".utf8))
    }
    #expect(throws: ServerSentEventLimit(byteCountMax: 10)) { try parser.feed(Array("\n".utf8)) }
  }

  @Test func limitCountsAllLinesOfAnEvent() {
    var parser = ServerSentEventParser(byteCountMax: 10)
    #expect(throws: ServerSentEventLimit.self) {
      try parser.feed(Array("data:123\ndata:456\ndata:789\n\n".utf8))
    }
  }
}
