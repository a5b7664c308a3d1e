import Testing
import WireFormats

struct AnthropicTests {
  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  static let blocks: [(AnthropicBlock, String)] = [
    (
      .thinking(text: "why", signature: "gAAA1"),
      #"{"type":"thinking","thinking":"why","signature":"gAAA1"}"#
    ),
    (.thinking(text: "why", signature: nil), #"{"type":"thinking","thinking":"why"}"#),
    (.redactedThinking(data: "gAAA1"), #"{"type":"redacted_thinking","data":"gAAA1"}"#),
    (.text("hi"), #"{"type":"text","text":"hi"}"#),
    (
      .toolUse(id: "toolu_1", name: "look", input: .members(["a": .integer(1)])),
      #"{"type":"tool_use","id":"toolu_1","name":"look","input":{"a":1}}"#
    ),
    (
      .toolResult(toolUseID: "toolu_1", content: "ok"),
      #"{"type":"tool_result","tool_use_id":"toolu_1","content":"ok"}"#
    ),
  ]

  @Test(arguments: blocks)
  func blocksBothWays(_ block: AnthropicBlock, _ text: String) throws {
    #expect(Self.text(block.json) == text)
    #expect(AnthropicBlock(json: try JSONValue.parse(text)) == block)
  }

  @Test(arguments: [
    #"{"type":"image"}"#, #"{"type":"redacted_thinking"}"#, #"{"type":"text"}"#,
    #"{"type":"tool_use","id":"a","name":"b"}"#, "5",
  ])
  func noBlock(_ text: String) throws {
    #expect(AnthropicBlock(json: try JSONValue.parse(text)) == nil)
  }

  @Test func requestBothWays() throws {
    let message = MessagesRequest.message(
      role: "assistant", blocks: [AnthropicBlock.text("hi").json])
    let request = MessagesRequest(
      model: "claude", maxTokens: 64, messages: [message], isStreaming: true, thinkingBudget: 32)
    #expect(
      Self.text(request.json)
        == #"{"model":"claude","max_tokens":64,"messages":[{"role":"assistant","content":[{"#
        + #""type":"text","text":"hi"}]}],"stream":true,"#
        + #""thinking":{"type":"enabled","budget_tokens":32}}"#)
    #expect(MessagesRequest(json: request.json) == request)
    #expect(MessagesRequest(json: try JSONValue.parse(#"{"model":"m","messages":[]}"#)) == nil)
  }

  static let message = AnthropicMessage(
    id: "msg_1", model: "claude",
    content: [
      .thinking(text: "why not", signature: "gAAA1"), .redactedThinking(data: "gAAA2"),
      .text("héllo"),
      .toolUse(id: "toolu_1", name: "look", input: .members(["a": .integer(1)])),
    ],
    stopReason: "tool_use", usage: AnthropicUsage(inputTokens: 3, outputTokens: 9))

  @Test func messageBothWays() throws {
    var short = Self.message
    short.content = [.text("hi")]
    #expect(
      Self.text(short.json)
        == #"{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"#
        + #""type":"text","text":"hi"}],"stop_reason":"tool_use","stop_sequence":null,"#
        + #""usage":{"input_tokens":3,"output_tokens":9}}"#)
    #expect(AnthropicMessage(json: Self.message.json) == Self.message)
    #expect(AnthropicMessage(json: .members(["type": .string("error")])) == nil)
  }

  static let events: [String] = [
    #"{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","#
      + #""model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"#
      + #""usage":{"input_tokens":3,"output_tokens":1}}}"#,
    #"{"type":"ping"}"#,
    #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
    #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"why "}}"#,
    #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"not"}}"#,
    #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"gAAA1"}}"#,
    #"{"type":"content_block_stop","index":0}"#,
    #"{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"gAAA2"}}"#,
    #"{"type":"content_block_stop","index":1}"#,
    #"{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}"#,
    #"{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"hél"}}"#,
    #"{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"lo"}}"#,
    #"{"type":"content_block_stop","index":2}"#,
    #"{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_1","name":"look","input":{}}}"#,
    #"{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"a\""}}"#,
    #"{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":":1}"}}"#,
    #"{"type":"content_block_stop","index":3}"#,
    #"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":3,"output_tokens":9}}"#,
    #"{"type":"message_stop"}"#,
  ]

  @Test func eventsInOrder() {
    let events = MessageStream.events(of: Self.message, deltaBytesMax: 4)
    #expect(events.map { String(decoding: $0.data, as: UTF8.self) } == Self.events)
    for (event, text) in zip(events, Self.events) {
      #expect(text.hasPrefix(#"{"type":"\#(event.name)""#))
    }
  }

  static func read(
    _ events: some Sequence<ServerSentEvent>, signatures: Bool = true
  ) throws -> MessageStreamReader {
    var parser = ServerSentEventParser()
    var reader = MessageStreamReader(readsSignatures: signatures)
    for event in try parser.feed(events.flatMap { $0.encoded() }) { reader.take(event) }
    return reader
  }

  @Test(arguments: [1, 2, 4, 100])
  func streamThroughItsBytes(_ bytesMax: Int) throws {
    let events = MessageStream.events(of: Self.message, deltaBytesMax: bytesMax)
    #expect(try Self.read(events).result == Self.message)
    for count in events.indices { #expect(try Self.read(events.prefix(count)).result == nil) }
  }

  /// A client that does not know `signature_delta` has the thinking and not what seals it; redacted
  /// thinking comes whole and is not lost.
  @Test func withoutSignatureDeltas() throws {
    let events = MessageStream.events(of: Self.message, deltaBytesMax: 4)
    let result = try Self.read(events, signatures: false).result
    #expect(
      result?.content.prefix(2) == [
        .thinking(text: "why not", signature: ""), .redactedThinking(data: "gAAA2"),
      ])
  }

  @Test func unknownEventsAreTolerated() throws {
    var events = MessageStream.events(of: Self.message, deltaBytesMax: 4)
    events.insert(
      ServerSentEvent(name: "news", data: Array(#"{"type":"news","index":0}"#.utf8)), at: 3)
    events.insert(ServerSentEvent(name: "junk", data: Array("{".utf8)), at: 5)
    #expect(try Self.read(events).result == Self.message)
  }

  @Test func errorsBothWays() throws {
    let error = AnthropicError(
      type: "rate_limit_error", message: "slow", requestID: "req_1",
      detailCode: "enforced_spend_limit_reached")
    #expect(
      Self.text(error.body)
        == #"{"type":"error","error":{"type":"rate_limit_error","message":"slow","#
        + #""details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}"#)
    #expect(AnthropicError(body: error.body) == error)
    #expect(AnthropicError(body: OpenAIError(message: "a", type: "b", code: nil).openAIBody) == nil)
  }

  @Test func errorAfterAGoodStart() throws {
    let overloaded = AnthropicError(type: "overloaded_error", message: "Overloaded")
    var stream = MessageStream()
    stream.ping()
    stream.fail(overloaded)
    #expect(
      String(decoding: stream.events[1].encoded(), as: UTF8.self) == """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}


        """)
    let events = MessageStream.events(of: Self.message, deltaBytesMax: 4).prefix(4)
    let reader = try Self.read(events + stream.events)
    #expect(reader.error == overloaded)
    #expect(reader.result == nil)
  }
}
