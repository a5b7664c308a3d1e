import Testing
import WireFormats

struct ChatTests {
  static let completion = ChatCompletion(
    id: "chatcmpl-1", createdAt: 7, model: "gpt", text: "héllo",
    usage: ChatUsage(promptTokens: 3, completionTokens: 2))

  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  static func read(_ events: [ServerSentEvent]) throws -> ChatStreamReader {
    var parser = ServerSentEventParser()
    var reader = ChatStreamReader()
    for event in try parser.feed(events.flatMap { $0.encoded() }) { reader.take(event) }
    return reader
  }

  @Test func requestBothWays() throws {
    let request = ChatRequest(
      model: "gpt", messages: [ChatRequest.message(role: "user", text: "hi")], isStreaming: true,
      includesUsage: true)
    #expect(
      Self.text(request.json)
        == #"{"model":"gpt","messages":[{"role":"user","content":"hi"}],"stream":true,"#
        + #""stream_options":{"include_usage":true}}"#)
    #expect(ChatRequest(json: request.json) == request)
  }

  @Test(arguments: [
    #"{"messages":[]}"#, #"{"model":"m"}"#, #"{"model":"m","messages":[{"content":"x"}]}"#,
    #"{"model":"m","messages":"hi"}"#,
  ])
  func noRequest(_ text: String) throws {
    #expect(ChatRequest(json: try JSONValue.parse(text)) == nil)
  }

  @Test(arguments: [
    (#"{"role":"user","content":"a"}"#, "a"),
    (#"{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#, "ab"),
    (#"{"role":"assistant","content":null}"#, ""),
  ])
  func textsOfMessages(_ message: String, _ text: String) throws {
    #expect(ChatRequest.text(of: try JSONValue.parse(message)) == text)
  }

  @Test func completionBothWays() {
    #expect(
      Self.text(Self.completion.json())
        == #"{"id":"chatcmpl-1","object":"chat.completion","created":7,"model":"gpt","choices":[{"#
        + #""index":0,"message":{"role":"assistant","content":"héllo","refusal":null},"#
        + #""logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"#
        + #""completion_tokens":2,"total_tokens":5}}"#)
    for dialect in [ChatDialect.openAI, .azure] {
      #expect(ChatCompletion(json: Self.completion.json(dialect)) == Self.completion)
    }
  }

  @Test func azureTellsOfItsFilter() throws {
    let body = Self.completion.json(.azure)
    let filter =
      #"{"hate":{"filtered":false,"severity":"safe"},"#
      + #""violence":{"filtered":false,"severity":"safe"}}"#
    let choice = try #require(body["choices"]?.array?.first)
    #expect(choice["content_filter_results"].map(Self.text) == filter)
    #expect(
      body["prompt_filter_results"].map(Self.text)
        == #"[{"prompt_index":0,"content_filter_results":\#(filter)}]"#)
  }

  @Test func chunksInOrder() throws {
    let head = #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":7,"model":"gpt","#
    func chunk(_ delta: String, _ finish: String) -> String {
      head
        + #""choices":[{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":\#(finish)}]}"#
    }
    let events = ChatStream.events(of: Self.completion, deltaBytesMax: 3)
    #expect(
      events.map { String(decoding: $0.data, as: UTF8.self) } == [
        chunk(#"{"role":"assistant","content":""}"#, "null"),
        chunk(#"{"content":"hé"}"#, "null"), chunk(#"{"content":"llo"}"#, "null"),
        chunk("{}", #""stop""#),
        head + #""choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"#,
        "[DONE]",
      ])
    #expect(events.allSatisfy { $0.name.isEmpty })
  }

  @Test func azureOpensWithoutChoices() throws {
    let events = ChatStream.events(of: Self.completion, deltaBytesMax: 100, dialect: .azure)
    let first = try JSONValue.parse(events[0].data)
    #expect(first["choices"] == .array([]))
    #expect(first["prompt_filter_results"]?.array?.count == 1)
    #expect(try Self.read(events).result == Self.completion)
  }

  @Test(arguments: [1, 2, 3, 100])
  func streamThroughItsBytes(_ bytesMax: Int) throws {
    let events = ChatStream.events(of: Self.completion, deltaBytesMax: bytesMax)
    #expect(try Self.read(events).result == Self.completion)
    var silent = Self.completion
    silent.usage = nil
    let others = ChatStream.events(of: silent, deltaBytesMax: bytesMax)
    #expect(others.count == events.count - 1)
    #expect(try Self.read(others).result == silent)
  }

  /// A stream that breaks off anywhere is no answer, not even one event before its end.
  @Test func brokenOffIsNoAnswer() throws {
    let events = ChatStream.events(of: Self.completion, deltaBytesMax: 3)
    for count in events.indices {
      let reader = try Self.read(Array(events.prefix(count)))
      #expect(reader.result == nil)
      #expect(!reader.isDone)
    }
  }

  @Test func errorInAStream() throws {
    let error = OpenAIError(message: "no", type: "server_error", code: "overloaded")
    let events =
      ChatStream.events(of: Self.completion, deltaBytesMax: 3).prefix(2)
      + [ServerSentEvent(data: error.openAIBody.serialized())]
    let reader = try Self.read(Array(events))
    #expect(reader.error == error)
    #expect(reader.result == nil)
  }
}
