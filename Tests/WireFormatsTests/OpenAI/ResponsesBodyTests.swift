import Testing
import WireFormats

struct ResponsesBodyTests {
  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  @Test func requestOfAStatelessClient() throws {
    let item = ResponseItem.reasoning(.init(id: nil, sealedContent: "gAAA1")).json
    let request = ResponsesRequest(
      model: "gpt-5", input: .array([item, ResponsesRequest.userMessage(.string("next"))]),
      isStreaming: true)
    #expect(
      Self.text(request.json) == """
        {"model":"gpt-5","input":[{"type":"reasoning","summary":[],"encrypted_content":"gAAA1"},\
        {"role":"user","content":"next"}],"stream":true,"store":false,\
        "include":["reasoning.encrypted_content"]}
        """)
    #expect(ResponsesRequest(json: request.json) == request)
  }

  @Test func requestOfAStatefulClient() throws {
    let request = ResponsesRequest(
      model: "gpt-5", input: .string("hi"), store: nil, include: [], previousResponseID: "resp_1")
    #expect(
      Self.text(request.json)
        == #"{"model":"gpt-5","input":"hi","previous_response_id":"resp_1"}"#)
    #expect(ResponsesRequest(json: request.json) == request)
    #expect(request.items == [ResponsesRequest.userMessage(.string("hi"))])
  }

  @Test(arguments: [
    #"{"input":"x"}"#, #"{"model":"m"}"#, #"{"model":1,"input":"x"}"#,
    #"{"model":"m","input":5}"#, "[]",
  ])
  func noRequest(_ text: String) throws {
    #expect(ResponsesRequest(json: try JSONValue.parse(text)) == nil)
  }

  static let items: [(ResponseItem, String)] = [
    (
      .reasoning(.init(id: "rs_1", summary: ["a"], sealedContent: "E")),
      #"{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"a"}],"encrypted_content":"E"}"#
    ),
    (
      .reasoning(.init(id: "rs_1", sealedContent: nil)),
      #"{"id":"rs_1","type":"reasoning","summary":[]}"#
    ),
    (
      .compaction(.init(id: "cmp_1", sealedContent: "E")),
      #"{"id":"cmp_1","type":"compaction","encrypted_content":"E"}"#
    ),
    (
      .message(.init(id: "msg_1", text: "hi")),
      #"{"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","#
        + #""annotations":[],"logprobs":[],"text":"hi"}],"role":"assistant"}"#
    ),
    (
      .functionCall(.init(id: "fc_1", callID: "call_1", name: "f", arguments: "{}")),
      #"{"id":"fc_1","type":"function_call","status":"completed","arguments":"{}","#
        + #""call_id":"call_1","name":"f"}"#
    ),
  ]

  @Test(arguments: items)
  func itemsBothWays(_ item: ResponseItem, _ text: String) throws {
    #expect(Self.text(item.json) == text)
    #expect(ResponseItem(json: try JSONValue.parse(text)) == item)
  }

  @Test(arguments: [#"{"type":"compaction"}"#, #"{"type":"x"}"#, #"{"type":"function_call"}"#, "5"])
  func noItem(_ text: String) throws {
    #expect(ResponseItem(json: try JSONValue.parse(text)) == nil)
  }

  @Test func usage() {
    let usage = ResponseUsage(
      inputTokens: 10, cachedTokens: 4, outputTokens: 7, reasoningTokens: 3)
    #expect(
      Self.text(usage.json) == """
        {"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":7,\
        "output_tokens_details":{"reasoning_tokens":3},"total_tokens":17}
        """)
    #expect(ResponseUsage(json: usage.json) == usage)
    #expect(ResponseUsage(json: .null) == nil)
  }

  static let refusals: [(SealRefusal, String?, String)] = [
    (
      .foreignOrganization, "rs_1",
      "The encrypted content for item rs_1 could not be verified. "
        + "Reason: Encrypted content organization_id did not match the target organization."
    ),
    (
      .undecryptable, "rs_1",
      "The encrypted content for item rs_1 could not be verified. "
        + "Reason: Encrypted content could not be decrypted or parsed."
    ),
    (
      .undecryptable, nil,
      "The encrypted content gAAA...Za4= could not be verified. "
        + "Reason: Encrypted content could not be decrypted or parsed."
    ),
    (.unverifiable, "rs_1", "The encrypted content gAAA...Za4= could not be verified."),
    (
      .undecodableCompaction, nil,
      "Could not decode the compaction blob. Ensure it is unmodified from the compact response."
    ),
  ]

  @Test(arguments: refusals)
  func refusalsOfSeals(_ refusal: SealRefusal, _ itemID: String?, _ message: String) {
    let error = refusal.error(itemID: itemID, sealedContent: "gAAAAABoXYZa4=")
    #expect(
      error
        == OpenAIError(
          message: message, type: "invalid_request_error", code: "invalid_encrypted_content"))
  }

  @Test func shortSealsAreQuotedWhole() {
    let error = SealRefusal.unverifiable.error(itemID: nil, sealedContent: "gAAA1234")
    #expect(error.message == "The encrypted content gAAA1234 could not be verified.")
  }

  @Test func errorBodies() throws {
    let error = OpenAIError(
      message: "Slow down.", type: "requests", code: "rate_limit_exceeded")
    #expect(
      Self.text(error.openAIBody) == """
        {"error":{"message":"Slow down.","type":"requests","param":null,\
        "code":"rate_limit_exceeded"}}
        """)
    let filtered = OpenAIError(
      message: "Filtered.", type: nil, param: "prompt", code: "content_filter")
    #expect(
      Self.text(filtered.azureBody(status: 400, innerCode: "ResponsibleAIPolicyViolation")) == """
        {"error":{"code":"content_filter","message":"Filtered.","param":"prompt","type":null,\
        "status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}
        """)
    #expect(OpenAIError(body: error.openAIBody) == error)
    #expect(OpenAIError(body: filtered.azureBody(status: 400)) == filtered)
    #expect(OpenAIError(body: try JSONValue.parse(#"{"error":"x"}"#)) == nil)
    #expect(
      OpenAIError(body: try JSONValue.parse(#"{"error":{"message":"x","code":429}}"#))?.code
        == "429")
  }
}
