import RoutingCore
import Scenarios
import Tunnel
import WireFormats

extension VectorReplay {
  /// What the gateway writes on items and responses, and reads back.
  func codec() throws(VectorProblem) -> Observation {
    let got = try coded()
    return Observation(got: got, isExpected: got.hasSameContent(as: expected.value))
  }

  private func coded() throws(VectorProblem) -> JSONValue {
    func value(_ text: String) -> JSONValue { .members(["value": .string(text)]) }
    switch try given.text("op") {
    case "encode_item_id":
      return value(
        MarkerCodec.encodeItemID(
          try given.formatted("item_id"), deploymentID: try given.formatted("model_id")))
    case "decode_item_id": return Self.itemID(try given.text("value"))
    case "wrap_content":
      return value(
        MarkerCodec.wrapContent(
          try given.formatted("content"), deploymentID: try given.formatted("model_id")))
    case "unwrap_content": return Self.content(try given.text("value"))
    case "encode_response_id":
      return value(
        MarkerCodec.encodeResponseID(
          try given.text("response_id"), provider: try given.optionalText("provider"),
          deploymentID: try given.optionalText("model_id")))
    case "decode_response_id": return Self.responseID(try given.text("value"))
    case "mark_response":
      let response = ResponseJSON.marked(
        given.value["response"] ?? .null, deploymentID: try given.optionalText("deployment_id"),
        provider: try given.optionalText("provider"),
        marksItems: try given.flag("affinity_enabled") ?? false)
      return .members(["response": response])
    case "restore_input": return .members(["input": InputJSON.restored(try input())])
    case "strip_input": return .members(["input": InputJSON.stripped(try input())])
    case "origin_of_input":
      return .members(["deployment_id": .optional(InputJSON.origin(of: try input()))])
    case let other:
      throw VectorProblem(
        "given.op is '\(other)'; accepted: encode_item_id, decode_item_id, wrap_content, "
          + "unwrap_content, encode_response_id, decode_response_id, mark_response, "
          + "restore_input, strip_input, origin_of_input")
    }
  }

  /// The input, null included.
  private func input() throws(VectorProblem) -> JSONValue {
    guard let input = given.value["input"] else {
      throw VectorProblem("given lacks the field 'input'")
    }
    return input
  }

  private static func itemID(_ text: String) -> JSONValue {
    guard let parts = MarkerCodec.decodeItemID(text) else { return .members(["decoded": .null]) }
    return .members([
      "decoded": .members([
        "model_id": .string(parts.deploymentID), "item_id": .string(parts.itemID),
      ])
    ])
  }

  private static func content(_ text: String) -> JSONValue {
    let parts = MarkerCodec.unwrapContent(text)
    return .members([
      "model_id": .optional(parts?.deploymentID), "content": .string(parts?.content ?? text),
    ])
  }

  private static func responseID(_ text: String) -> JSONValue {
    let parts = MarkerCodec.decodeResponseID(text)
    return .members([
      "provider": .optional(parts?.provider), "model_id": .optional(parts?.deploymentID),
      "response_id": .string(parts?.responseID ?? text),
      "previous_response_id": .string(ResponseJSON.restoredResponseID(text)),
    ])
  }
}
