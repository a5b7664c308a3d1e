/// Writes a Gemini answer as the events of `streamGenerateContent?alt=sse`.
///
/// Chunks have no event name, and there is no `[DONE]`: the last chunk has the finish reason and
/// the usage. The signature of a text comes with a last, empty text part; that of a function call
/// with the call, which is never cut.
public enum GenerateStream {
  /// All events of an answer.
  ///
  /// - Parameter deltaBytesMax: the longest piece of text in one chunk, in UTF-8 bytes.
  public static func events(
    of response: GenerateResponse, deltaBytesMax: Int
  ) -> [ServerSentEvent] {
    var chunks: [GenerateResponse] = []
    var last: [GeminiPart] = []
    func chunk(_ parts: [GeminiPart]) -> GenerateResponse {
      GenerateResponse(
        parts: parts, finishReason: nil, usage: nil, modelVersion: response.modelVersion,
        responseID: response.responseID)
    }
    for part in response.parts {
      guard case .text(let text, let signature) = part else {
        chunks.append(chunk([part]))
        continue
      }
      for piece in ResponseStream.pieces(of: text, bytesMax: deltaBytesMax) {
        chunks.append(chunk([.text(piece, signature: nil)]))
      }
      if let signature { last = [.text("", signature: signature)] }
    }
    var end = chunk(last.isEmpty ? [.text("", signature: nil)] : last)
    end.finishReason = response.finishReason
    end.usage = response.usage
    chunks.append(end)
    return chunks.map { ServerSentEvent(data: $0.json.serialized()) }
  }
}

/// Puts a Gemini answer together from the events of its stream, as a client does.
public struct GenerateStreamReader: Sendable {
  private var whole: GenerateResponse?
  /// The error that the stream ended with, if it did.
  public private(set) var error: GeminiError?

  /// Makes a reader at the start of a stream.
  public init() {}

  /// Takes the next event; what is no chunk of an answer is passed over.
  public mutating func take(_ event: ServerSentEvent) {
    guard let body = try? JSONValue.parse(event.data) else { return }
    if let failed = GeminiError(body: body) {
      error = failed
      return
    }
    guard let chunk = GenerateResponse(json: body) else { return }
    var joined = whole ?? chunk
    if whole != nil {
      for part in chunk.parts { Self.add(part, to: &joined.parts) }
      joined.finishReason = chunk.finishReason ?? joined.finishReason
      joined.usage = chunk.usage ?? joined.usage
    }
    whole = joined
  }

  /// Texts that follow each other become one, which keeps the latest signature.
  private static func add(_ part: GeminiPart, to parts: inout [GeminiPart]) {
    guard case .text(let text, let signature) = part else {
      parts.append(part)
      return
    }
    if case .text(let before, let known)? = parts.last {
      parts[parts.count - 1] = .text(before + text, signature: signature ?? known)
    } else if !text.isEmpty || signature != nil {
      parts.append(part)
    }
  }

  /// The answer, or nil before its finish reason has come.
  public var result: GenerateResponse? {
    guard error == nil, let whole, whole.finishReason != nil else { return nil }
    return whole
  }
}
