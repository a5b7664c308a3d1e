import Foundation
import RoutingCore
import Testing
import Tunnel
import WireFormats

/// The recorded behaviour of LiteLLM 1.109.1: `Vectors/codec.jsonl`, or another file of the same
/// form named by `WINDTUNNEL_CODEC_VECTORS`.
struct CodecVectorTests {
  struct Vector {
    let id: String
    let given: JSONValue
    let expected: JSONValue
  }

  static let otherFile = ProcessInfo.processInfo.environment["WINDTUNNEL_CODEC_VECTORS"]

  static func load() throws -> [Vector] {
    let ours = Bundle.module.url(
      forResource: "codec", withExtension: "jsonl", subdirectory: "Vectors")
    let file = try #require(otherFile.map { URL(fileURLWithPath: $0) } ?? ours)
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
      let value = try JSONValue.parse(Array(line))
      return Vector(
        id: try #require(value["id"]?.string), given: try #require(value["given"]),
        expected: try #require(value["expect"]))
    }
  }

  @Test func everyVectorHolds() throws {
    let vectors = try Self.load()
    #expect(Set(vectors.map(\.id)).count == vectors.count)
    #expect(Self.otherFile == nil ? vectors.count == 280 : !vectors.isEmpty)
    for vector in vectors {
      let got = Self.result(of: vector.given)
      #expect(
        got.hasSameContent(as: vector.expected),
        """
        \(vector.id)
        given    \(Self.text(vector.given))
        expected \(Self.text(vector.expected))
        got      \(Self.text(got))
        """)
    }
  }

  static func text(_ value: JSONValue) -> String {
    String(decoding: value.serialized(style: .python), as: UTF8.self)
  }

  static func result(of given: JSONValue) -> JSONValue {
    func text(_ key: String) -> String { given[key]?.string ?? "" }
    func value(_ text: String) -> JSONValue { .members(["value": .string(text)]) }
    let input = given["input"] ?? .null
    switch text("op") {
    case "encode_item_id":
      return value(MarkerCodec.encodeItemID(text("item_id"), deploymentID: text("model_id")))
    case "decode_item_id":
      return decodedItemID(text("value"))
    case "wrap_content":
      return value(MarkerCodec.wrapContent(text("content"), deploymentID: text("model_id")))
    case "unwrap_content":
      return unwrappedContent(text("value"))
    case "encode_response_id":
      return value(
        MarkerCodec.encodeResponseID(
          text("response_id"), provider: given["provider"]?.string,
          deploymentID: given["model_id"]?.string))
    case "decode_response_id":
      return decodedResponseID(text("value"))
    case "mark_response":
      let response = ResponseJSON.marked(
        given["response"] ?? .null, deploymentID: given["deployment_id"]?.string,
        provider: given["provider"]?.string, marksItems: given["affinity_enabled"]?.bool ?? false)
      return .members(["response": response])
    case "restore_input": return .members(["input": InputJSON.restored(input)])
    case "strip_input": return .members(["input": InputJSON.stripped(input)])
    case "origin_of_input":
      return .members(["deployment_id": .optional(InputJSON.origin(of: input))])
    default: return .string("unknown op")
    }
  }

  static func decodedItemID(_ text: String) -> JSONValue {
    guard let parts = MarkerCodec.decodeItemID(text) else { return .members(["decoded": .null]) }
    return .members([
      "decoded": .members([
        "model_id": .string(parts.deploymentID), "item_id": .string(parts.itemID),
      ])
    ])
  }

  static func unwrappedContent(_ text: String) -> JSONValue {
    let parts = MarkerCodec.unwrapContent(text)
    return .members([
      "model_id": .optional(parts?.deploymentID), "content": .string(parts?.content ?? text),
    ])
  }

  static func decodedResponseID(_ text: String) -> JSONValue {
    let parts = MarkerCodec.decodeResponseID(text)
    return .members([
      "provider": .optional(parts?.provider), "model_id": .optional(parts?.deploymentID),
      "response_id": .string(parts?.responseID ?? text),
      "previous_response_id": .string(ResponseJSON.restoredResponseID(text)),
    ])
  }
}
