import Primitives
import Testing
import WireFormats

struct GeminiTests {
  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  static let parts: [(GeminiPart, String)] = [
    (.text("hi", signature: nil), #"{"text":"hi"}"#),
    (.text("hi", signature: "gAAA1"), #"{"text":"hi","thoughtSignature":"gAAA1"}"#),
    (
      .functionCall(name: "look", arguments: .members(["a": .integer(1)]), signature: "gAAA1"),
      #"{"functionCall":{"name":"look","args":{"a":1}},"thoughtSignature":"gAAA1"}"#
    ),
    (
      .functionResponse(name: "look", response: .members(["b": .string("c")])),
      #"{"functionResponse":{"name":"look","response":{"b":"c"}}}"#
    ),
  ]

  @Test(arguments: parts)
  func partsBothWays(_ part: GeminiPart, _ text: String) throws {
    #expect(Self.text(part.json) == text)
    #expect(GeminiPart(json: try JSONValue.parse(text)) == part)
  }

  @Test func snakeCaseIsRead() throws {
    let part = GeminiPart(json: try JSONValue.parse(#"{"text":"a","thought_signature":"s"}"#))
    #expect(part == .text("a", signature: "s"))
    #expect(GeminiPart(json: try JSONValue.parse(#"{"inlineData":{}}"#)) == nil)
  }

  @Test func requestBothWays() throws {
    let content = GenerateRequest.content(
      role: "user", parts: [GeminiPart.text("hi", signature: nil).json])
    let request = GenerateRequest(contents: [content], functions: ["look"])
    #expect(
      Self.text(request.json)
        == #"{"contents":[{"role":"user","parts":[{"text":"hi"}]}],"#
        + #""tools":[{"functionDeclarations":[{"name":"look"}]}]}"#)
    #expect(GenerateRequest(json: request.json) == request)
    #expect(GenerateRequest(json: .object(JSONObject())) == nil)
    #expect(
      GenerateRequest.path(model: "gemini-3-pro", isStreaming: true)
        == "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse")
    #expect(
      GenerateRequest.path(model: "gemini-3-pro", isStreaming: false)
        == "/v1beta/models/gemini-3-pro:generateContent")
  }

  static func response(_ parts: [GeminiPart]) -> GenerateResponse {
    GenerateResponse(
      parts: parts,
      usage: GeminiUsage(promptTokens: 3, candidateTokens: 2, thoughtTokens: 5),
      modelVersion: "gemini-3-pro", responseID: "r1")
  }

  @Test func responseBothWays() {
    let response = Self.response([.text("hi", signature: "gAAA1")])
    #expect(
      Self.text(response.json)
        == #"{"candidates":[{"content":{"role":"model","parts":[{"text":"hi","#
        + #""thoughtSignature":"gAAA1"}]},"finishReason":"STOP","index":0}],"usageMetadata":{"#
        + #""promptTokenCount":3,"candidatesTokenCount":2,"thoughtsTokenCount":5,"#
        + #""totalTokenCount":10},"modelVersion":"gemini-3-pro","responseId":"r1"}"#)
    #expect(GenerateResponse(json: response.json) == response)
  }

  static let streams: [(String, [GeminiPart], Int)] = [
    ("a text without signature", [.text("héllo", signature: nil)], 3),
    ("a text with signature", [.text("héllo", signature: "gAAA1")], 3),
    ("a call", [.functionCall(name: "f", arguments: .members([:]), signature: "gAAA1")], 2),
    (
      "a text and parallel calls",
      [
        .text("a", signature: nil),
        .functionCall(name: "f", arguments: .members([:]), signature: "gAAA1"),
        .functionCall(name: "g", arguments: .members([:]), signature: nil),
      ], 4
    ),
  ]

  @Test(arguments: streams)
  func streamThroughItsBytes(_ name: String, _ parts: [GeminiPart], _ count: Int) throws {
    let response = Self.response(parts)
    let events = GenerateStream.events(of: response, deltaBytesMax: 3)
    #expect(events.count == count)
    #expect(events.allSatisfy { $0.name.isEmpty && !$0.data.elementsEqual("[DONE]".utf8) })
    for end in 0...events.count {
      var parser = ServerSentEventParser()
      var reader = GenerateStreamReader()
      let bytes = events.prefix(end).flatMap { $0.encoded() }
      for event in try parser.feed(bytes) { reader.take(event) }
      #expect(reader.result == (end == events.count ? response : nil))
    }
  }

  @Test func lastChunkHoldsTheSignature() throws {
    let events = GenerateStream.events(
      of: Self.response([.text("hi", signature: "gAAA1")]), deltaBytesMax: 100)
    #expect(
      String(decoding: events[0].data, as: UTF8.self)
        == #"{"candidates":[{"content":{"role":"model","parts":[{"text":"hi"}]},"index":0}],"#
        + #""modelVersion":"gemini-3-pro","responseId":"r1"}"#)
    let last = try JSONValue.parse(events[1].data)["candidates"]?.array?.first
    #expect(
      last?["content"]?["parts"].map(Self.text) == #"[{"text":"","thoughtSignature":"gAAA1"}]"#)
    #expect(last?["finishReason"] == .string("STOP"))
  }

  @Test func errorsBothWays() throws {
    let error = GeminiError(
      code: 429, message: "slow", status: "RESOURCE_EXHAUSTED", retryDelay: .seconds(7))
    #expect(
      Self.text(error.body)
        == #"{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED","details":[{"#
        + #""@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}]}}"#)
    #expect(GeminiError(body: error.body) == error)
    #expect(GeminiError(body: .array([error.body])) == error)
    #expect(GeminiError(body: .object(JSONObject())) == nil)
    var reader = GenerateStreamReader()
    reader.take(ServerSentEvent(data: error.body.serialized()))
    #expect(reader.error == error)
  }
}
