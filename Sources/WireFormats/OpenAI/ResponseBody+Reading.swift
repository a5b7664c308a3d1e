extension ResponseBody {
  /// Reads a finished response, or gives nil if it is none; items of unknown kinds are left out.
  public init?(json: JSONValue) {
    guard let id = json["id"]?.string, let model = json["model"]?.string,
      let output = json["output"]?.array, let end = ResponseEnd(response: json)
    else { return nil }
    let usage = json["usage"].flatMap(ResponseUsage.init(json:))
    self.init(
      id: id, createdAt: Int64(json["created_at"]?.integer ?? 0), model: model,
      output: output.compactMap(ResponseItem.init(json:)),
      usage: usage ?? ResponseUsage(inputTokens: 0, outputTokens: 0),
      previousResponseID: json["previous_response_id"]?.string,
      isStored: json["store"]?.bool ?? true, end: end)
  }
}

extension ResponseEnd {
  /// Reads the end from a response, or gives nil if it has not ended.
  init?(response: JSONValue) {
    switch response["status"]?.string {
    case "completed": self = .completed
    case "incomplete":
      self = .incomplete(reason: response["incomplete_details"]?["reason"]?.string ?? "")
    case "failed":
      self = .failed(
        code: response["error"]?["code"]?.string ?? "",
        message: response["error"]?["message"]?.string ?? "")
    default: return nil
    }
  }
}
