import Testing
import WireFormats

struct EmbeddingsTests {
  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(), as: UTF8.self)
  }

  @Test(arguments: [
    (
      EmbeddingsRequest(model: "m", input: ["a"]), #"{"model":"m","input":"a"}"#
    ),
    (
      EmbeddingsRequest(model: "m", input: ["a", "b"], encoding: .base64),
      #"{"model":"m","input":["a","b"],"encoding_format":"base64"}"#
    ),
    (
      EmbeddingsRequest(model: "m", input: ["a"], encoding: .float),
      #"{"model":"m","input":"a","encoding_format":"float"}"#
    ),
  ])
  func requestsBothWays(_ request: EmbeddingsRequest, _ text: String) throws {
    #expect(Self.text(request.json) == text)
    #expect(EmbeddingsRequest(json: try JSONValue.parse(text)) == request)
  }

  @Test(arguments: [
    #"{"input":"a"}"#, #"{"model":"m"}"#, #"{"model":"m","input":[]}"#,
    #"{"model":"m","input":[1]}"#, #"{"model":"m","input":"a","encoding_format":"hex"}"#,
    // Strict servers refuse the null that some gateways add.
    #"{"model":"m","input":"a","encoding_format":null}"#,
  ])
  func noRequest(_ text: String) throws {
    #expect(EmbeddingsRequest(json: try JSONValue.parse(text)) == nil)
  }

  static let response = EmbeddingsResponse(
    model: "m", vectors: [[0.5, -1.25], [1, 0]], promptTokens: 4)

  @Test func numbersAsAList() {
    #expect(
      Self.text(Self.response.json(.float))
        == #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1.25]},"#
        + #"{"object":"embedding","index":1,"embedding":[1.0,0.0]}],"model":"m","#
        + #""usage":{"prompt_tokens":4,"total_tokens":4}}"#)
  }

  /// 0.5 is 0x3F000000 and -1.25 is 0xBFA00000: eight bytes, little end first.
  @Test func numbersAsBase64() {
    let data = Self.response.json(.base64)["data"]?.array
    #expect(data?.map { $0["embedding"] } == [.string("AAAAPwAAoL8="), .string("AACAPwAAAAA=")])
  }

  @Test(arguments: EmbeddingEncoding.allCases)
  func bothEncodingsSayTheSame(_ encoding: EmbeddingEncoding) throws {
    let body = Self.response.json(encoding).serialized()
    #expect(EmbeddingsResponse(json: try JSONValue.parse(body)) == Self.response)
  }

  @Test(arguments: [#""AAAAPw=""#, #""AAAA""#, #"["x"]"#, "5"])
  func noVector(_ vector: String) throws {
    let body = #"{"object":"list","model":"m","data":[{"embedding":\#(vector)}]}"#
    #expect(EmbeddingsResponse(json: try JSONValue.parse(body)) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64OfTheStandard(_ plain: String, _ text: String) {
    #expect(Base64.standard.encode(Array(plain.utf8)) == text)
    #expect(Base64.standard.decode(text) == Array(plain.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Zh==", "Z===", "Zg==Zg==", "Z!8="])
  func noBase64(_ text: String) { #expect(Base64.standard.decode(text) == nil) }

  static let list = ModelList(names: ["a", "b"], owner: "openai", createdAt: 1_771_804_800)

  @Test func modelLists() {
    #expect(
      Self.text(Self.list.openAIBody)
        == #"{"object":"list","data":[{"id":"a","object":"model","created":1771804800,"#
        + #""owned_by":"openai"},{"id":"b","object":"model","created":1771804800,"#
        + #""owned_by":"openai"}]}"#)
    #expect(
      Self.text(Self.list.anthropicBody)
        == #"{"data":[{"type":"model","id":"a","display_name":"a","#
        + #""created_at":"2026-02-23T00:00:00Z"},{"type":"model","id":"b","display_name":"b","#
        + #""created_at":"2026-02-23T00:00:00Z"}],"has_more":false,"first_id":"a","last_id":"b"}"#)
    #expect(
      Self.text(ModelList(names: ["g"], owner: "", createdAt: 0).geminiBody)
        == #"{"models":[{"name":"models/g","displayName":"g","#
        + #""supportedGenerationMethods":["generateContent","streamGenerateContent"]}]}"#)
    for body in [Self.list.openAIBody, Self.list.anthropicBody, Self.list.geminiBody] {
      #expect(ModelList.names(in: body) == ["a", "b"])
    }
    #expect(ModelList.names(in: .array([])) == nil)
  }
}
