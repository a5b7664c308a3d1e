/// How the numbers of an embedding are written.
public enum EmbeddingEncoding: String, CaseIterable, Equatable, Sendable {
  /// A list of numbers.
  case float
  /// 32-bit floats, little end first, in base64.
  case base64
}

/// The body of `POST /v1/embeddings`.
public struct EmbeddingsRequest: Equatable, Sendable {
  /// The model's name.
  public var model: String
  /// The texts.
  public var input: [String]
  /// How the numbers shall come; nil leaves it to the provider (`float`).
  public var encoding: EmbeddingEncoding?

  /// Makes a request.
  public init(model: String, input: [String], encoding: EmbeddingEncoding? = nil) {
    self.model = model
    self.input = input
    self.encoding = encoding
  }

  /// Reads a body, or gives nil if it is none.
  ///
  /// An `encoding_format` of null is no body either: strict servers such as vLLM refuse it, and a
  /// gateway that adds it breaks calls that worked without it.
  public init?(json: JSONValue) {
    guard let model = json["model"]?.string else { return nil }
    let texts: [String]
    if let text = json["input"]?.string {
      texts = [text]
    } else if let list = json["input"]?.array, !list.isEmpty,
      list.allSatisfy({ $0.string != nil })
    {
      texts = list.compactMap(\.string)
    } else {
      return nil
    }
    var encoding: EmbeddingEncoding?
    if let format = json["encoding_format"] {
      guard let known = format.string.flatMap(EmbeddingEncoding.init(rawValue:)) else {
        return nil
      }
      encoding = known
    }
    self.init(model: model, input: texts, encoding: encoding)
  }

  /// The body as JSON; a single text is written as a text.
  public var json: JSONValue {
    var object = JSONObject([
      ("model", .string(model)),
      ("input", input.count == 1 ? .string(input[0]) : .array(input.map { .string($0) })),
    ])
    if let encoding { object.append("encoding_format", .string(encoding.rawValue)) }
    return .object(object)
  }
}

/// The body of an answer with embeddings.
public struct EmbeddingsResponse: Equatable, Sendable {
  /// The model that answered.
  public var model: String
  /// One vector for each text.
  public var vectors: [[Float]]
  /// Tokens of all texts.
  public var promptTokens: Int

  /// Makes an answer.
  public init(model: String, vectors: [[Float]], promptTokens: Int) {
    self.model = model
    self.vectors = vectors
    self.promptTokens = promptTokens
  }

  /// Reads an answer in either encoding, or gives nil if it is none.
  public init?(json: JSONValue) {
    guard json["object"]?.string == "list", let model = json["model"]?.string,
      let data = json["data"]?.array
    else { return nil }
    var vectors: [[Float]] = []
    for entry in data {
      guard let vector = entry["embedding"].flatMap(Self.vector) else { return nil }
      vectors.append(vector)
    }
    self.init(
      model: model, vectors: vectors, promptTokens: json["usage"]?["prompt_tokens"]?.integer ?? 0)
  }

  /// The body in an encoding.
  public func json(_ encoding: EmbeddingEncoding) -> JSONValue {
    let data = vectors.enumerated().map { place, vector in
      JSONValue.members([
        "object": .string("embedding"), "index": .integer(place),
        "embedding": Self.json(vector, encoding),
      ])
    }
    return .members([
      "object": .string("list"), "data": .array(data), "model": .string(model),
      "usage": .members([
        "prompt_tokens": .integer(promptTokens), "total_tokens": .integer(promptTokens),
      ]),
    ])
  }

  private static func json(_ vector: [Float], _ encoding: EmbeddingEncoding) -> JSONValue {
    switch encoding {
    case .float: return .array(vector.map { .number("\($0)") })
    case .base64:
      var bytes: [UInt8] = []
      for value in vector {
        let bits = value.bitPattern
        for shift: UInt32 in [0, 8, 16, 24] {
          bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
      }
      return .string(Base64.standard.encode(bytes))
    }
  }

  private static func vector(_ json: JSONValue) -> [Float]? {
    if let numbers = json.array {
      let values = numbers.compactMap { number -> Float? in
        guard case .number(let text) = number else { return nil }
        return Float(text)
      }
      return values.count == numbers.count ? values : nil
    }
    guard let bytes = json.string.flatMap(Base64.standard.decode), bytes.count % 4 == 0 else {
      return nil
    }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
      return Float(bitPattern: bits)
    }
  }
}
