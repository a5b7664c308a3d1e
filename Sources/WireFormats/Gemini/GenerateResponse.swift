/// The tokens that a Gemini answer took.
public struct GeminiUsage: Equatable, Sendable {
  /// Tokens of the contents.
  public var promptTokens: Int
  /// Tokens of the answer, thoughts left out.
  public var candidateTokens: Int
  /// Tokens of thoughts.
  public var thoughtTokens: Int

  /// Makes a usage.
  public init(promptTokens: Int, candidateTokens: Int, thoughtTokens: Int = 0) {
    self.promptTokens = promptTokens
    self.candidateTokens = candidateTokens
    self.thoughtTokens = thoughtTokens
  }

  /// Reads a usage; a count that is missing is zero, as the API leaves zeros out.
  init(json: JSONValue) {
    self.init(
      promptTokens: json["promptTokenCount"]?.integer ?? 0,
      candidateTokens: json["candidatesTokenCount"]?.integer ?? 0,
      thoughtTokens: json["thoughtsTokenCount"]?.integer ?? 0)
  }

  /// The usage as JSON; the total saturates.
  public var json: JSONValue {
    var object = JSONObject([
      ("promptTokenCount", .integer(promptTokens)),
      ("candidatesTokenCount", .integer(candidateTokens)),
    ])
    if thoughtTokens > 0 { object.append("thoughtsTokenCount", .integer(thoughtTokens)) }
    let (sum, overflow) = promptTokens.addingReportingOverflow(candidateTokens)
    let (total, carry) = sum.addingReportingOverflow(thoughtTokens)
    object.append("totalTokenCount", .integer(overflow || carry ? .max : total))
    return .object(object)
  }
}

/// The body of an answer to `generateContent`, with one candidate; also one chunk of a stream.
public struct GenerateResponse: Equatable, Sendable {
  /// The parts in order.
  public var parts: [GeminiPart]
  /// Why it ended: `STOP`, `MAX_TOKENS`, `SAFETY`; nil in a chunk that is not the last.
  public var finishReason: String?
  /// The tokens it took; nil in a chunk that does not tell.
  public var usage: GeminiUsage?
  /// The model that answered.
  public var modelVersion: String
  /// The answer's id.
  public var responseID: String

  /// Makes an answer.
  public init(
    parts: [GeminiPart], finishReason: String? = "STOP", usage: GeminiUsage?, modelVersion: String,
    responseID: String
  ) {
    self.parts = parts
    self.finishReason = finishReason
    self.usage = usage
    self.modelVersion = modelVersion
    self.responseID = responseID
  }

  /// Reads an answer, or gives nil if it is none; parts of unknown kinds are left out.
  public init?(json: JSONValue) {
    guard let candidate = json["candidates"]?.array?.first else { return nil }
    self.init(
      parts: (candidate["content"]?["parts"]?.array ?? []).compactMap(GeminiPart.init(json:)),
      finishReason: candidate["finishReason"]?.string,
      usage: json["usageMetadata"].map(GeminiUsage.init(json:)),
      modelVersion: json["modelVersion"]?.string ?? "",
      responseID: json["responseId"]?.string ?? "")
  }

  /// The body as JSON.
  public var json: JSONValue {
    var candidate = JSONObject([
      ("content", GenerateRequest.content(role: "model", parts: parts.map(\.json)))
    ])
    if let finishReason { candidate.append("finishReason", .string(finishReason)) }
    candidate.append("index", .integer(0))
    var object = JSONObject([("candidates", .array([.object(candidate)]))])
    if let usage { object.append("usageMetadata", usage.json) }
    object.append("modelVersion", .string(modelVersion))
    object.append("responseId", .string(responseID))
    return .object(object)
  }
}
