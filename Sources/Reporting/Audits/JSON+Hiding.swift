import Scenarios
import WireFormats

extension JSONValue {
  /// The value with every secret in its strings hidden; digests are none.
  func hiding(_ secrets: [String]) -> JSONValue {
    switch self {
    case .string(let text): return .string(Redaction.text(text, hiding: secrets))
    case .array(let items): return .array(items.map { $0.hiding(secrets) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { member in
            (
              member.key,
              member.key == "decision_digest" ? member.value : member.value.hiding(secrets)
            )
          }))
    case .null, .bool, .number: return self
    }
  }
}
