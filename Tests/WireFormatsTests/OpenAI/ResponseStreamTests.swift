import Testing
import WireFormats

struct ResponseStreamTests {
  static let reasoning = ResponseItem.reasoning(
    .init(id: "rs_1", summary: ["why"], sealedContent: "gAAA1"))
  static let message = ResponseItem.message(.init(id: "msg_1", text: "héllo"))
  static let call = ResponseItem.functionCall(
    .init(id: "fc_1", callID: "call_1", name: "look", arguments: #"{"a":1}"#))

  static func response(
    _ output: [ResponseItem], end: ResponseEnd = .completed
  ) -> ResponseBody {
    ResponseBody(
      id: "resp_1", createdAt: 1_700_000_000, model: "gpt-5", output: output,
      usage: ResponseUsage(
        inputTokens: 10, cachedTokens: 4, outputTokens: 7, reasoningTokens: 3),
      end: end)
  }

  static func types(_ events: [ResponseStreamEvent]) -> [String] {
    events.map { String($0.type.dropFirst("response.".count)) }
  }

  @Test func reasoningAndMessageInOrder() {
    let events = ResponseStream.events(
      of: Self.response([Self.reasoning, Self.message]), deltaBytesMax: 3)
    #expect(
      Self.types(events) == [
        "created", "in_progress", "output_item.added", "output_item.done", "output_item.added",
        "content_part.added", "output_text.delta", "output_text.delta", "output_text.done",
        "content_part.done", "output_item.done", "completed",
      ])
    for (number, event) in events.enumerated() {
      #expect(event.body["sequence_number"]?.integer == number)
      #expect(event.body["type"] == .string(event.type))
    }
    #expect(events.compactMap { $0.body["delta"]?.string } == ["hé", "llo"])
  }

  @Test func functionCallInOrder() {
    let events = ResponseStream.events(of: Self.response([Self.call]), deltaBytesMax: 4)
    #expect(
      Self.types(events) == [
        "created", "in_progress", "output_item.added", "function_call_arguments.delta",
        "function_call_arguments.delta", "function_call_arguments.done", "output_item.done",
        "completed",
      ])
  }

  @Test func announcedItemsHoldTheSealButNoText() {
    let events = ResponseStream.events(
      of: Self.response([Self.reasoning, Self.message]), deltaBytesMax: 100)
    let added = events.filter { $0.type == "response.output_item.added" }.map { $0.body["item"] }
    #expect(
      added == [
        .members([
          "id": .string("rs_1"), "type": .string("reasoning"), "summary": .array([]),
          "encrypted_content": .string("gAAA1"),
        ]),
        .members([
          "id": .string("msg_1"), "type": .string("message"), "status": .string("in_progress"),
          "content": .array([]), "role": .string("assistant"),
        ]),
      ])
  }

  @Test func lastEventHoldsTheResponse() {
    let response = Self.response([Self.message])
    let events = ResponseStream.events(of: response, deltaBytesMax: 100)
    #expect(events.last?.body["response"] == response.json)
    #expect(events.first?.body["response"]?["status"] == .string("in_progress"))
    #expect(events.first?.body["response"]?["usage"] == .null)
    #expect(events.first?.body["response"]?["output"] == .array([]))
  }

  @Test(arguments: [
    (ResponseEnd.completed, "response.completed"),
    (.incomplete(reason: "max_output_tokens"), "response.incomplete"),
    (.failed(code: "server_error", message: "sorry"), "response.failed"),
  ])
  func ends(_ end: ResponseEnd, _ type: String) throws {
    let response = Self.response([Self.reasoning, Self.message, Self.call], end: end)
    let events = ResponseStream.events(of: response, deltaBytesMax: 100)
    let last = try #require(events.last)
    #expect(last.type == type)
    #expect(ResponseBody(json: try #require(last.body["response"])) == response)
    #expect(ResponseBody(json: response.startedJSON) == nil)
  }

  @Test func errorAfterAGoodStart() {
    var stream = ResponseStream()
    stream.start(Self.response([]))
    stream.fail(
      OpenAIError(message: "no money", type: "insufficient_quota", code: "insufficient_quota"))
    #expect(
      stream.events.last?.body
        == .members([
          "type": .string("error"), "sequence_number": .number("2"),
          "code": .string("insufficient_quota"), "message": .string("no money"), "param": .null,
        ]))
  }

  @Test func bytesOfOneEvent() {
    let events = ResponseStream.events(of: Self.response([Self.message]), deltaBytesMax: 100)
    #expect(
      String(decoding: events[4].serverSentEvent.encoded(), as: UTF8.self) == """
        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_1",\
        "output_index":0,"content_index":0,"delta":"héllo"}


        """)
  }

  @Test func wholeStreamThroughItsBytes() throws {
    let events = ResponseStream.events(
      of: Self.response([Self.reasoning, Self.message, Self.call]), deltaBytesMax: 2)
    var parser = ServerSentEventParser()
    let parsed = try parser.feed(events.flatMap { $0.serverSentEvent.encoded() })
    #expect(parsed.map(\.name) == events.map(\.type))
    #expect(try parsed.map { try JSONValue.parse($0.data) } == events.map(\.body))
  }
}
