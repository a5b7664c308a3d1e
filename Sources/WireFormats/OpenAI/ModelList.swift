/// The list of models that an endpoint tells, in the form of each provider.
public struct ModelList: Equatable, Sendable {
  /// The models' names, in order.
  public var names: [String]
  /// Who owns them, for OpenAI's form.
  public var owner: String
  /// When they were made, in Unix seconds.
  public var createdAt: Int64

  /// Makes a list.
  public init(names: [String], owner: String, createdAt: Int64) {
    self.names = names
    self.owner = owner
    self.createdAt = createdAt
  }

  /// `GET /v1/models` of OpenAI, Azure OpenAI and of gateways that speak as they do.
  public var openAIBody: JSONValue {
    let data = names.map { name in
      JSONValue.members([
        "id": .string(name), "object": .string("model"), "created": .integer(createdAt),
        "owned_by": .string(owner),
      ])
    }
    return .members(["object": .string("list"), "data": .array(data)])
  }

  /// `GET /v1/models` of Anthropic; one page holds all.
  public var anthropicBody: JSONValue {
    let data = names.map { name in
      JSONValue.members([
        "type": .string("model"), "id": .string(name), "display_name": .string(name),
        "created_at": .string(RFC3339.text(unixSeconds: createdAt)),
      ])
    }
    return .members([
      "data": .array(data), "has_more": .bool(false), "first_id": .optional(names.first),
      "last_id": .optional(names.last),
    ])
  }

  /// `GET /v1beta/models` of Gemini; names stand behind `models/`.
  public var geminiBody: JSONValue {
    let models = names.map { name in
      JSONValue.members([
        "name": .string("models/" + name), "displayName": .string(name),
        "supportedGenerationMethods": .array([
          .string("generateContent"), .string("streamGenerateContent"),
        ]),
      ])
    }
    return .members(["models": .array(models)])
  }

  /// The names that a body of any of the three forms tells, or nil if it is none.
  public static func names(in body: JSONValue) -> [String]? {
    if let models = body["models"]?.array {
      return models.compactMap { $0["name"]?.string }.map {
        $0.hasPrefix("models/") ? String($0.dropFirst("models/".count)) : $0
      }
    }
    return body["data"]?.array?.compactMap { $0["id"]?.string }
  }
}
