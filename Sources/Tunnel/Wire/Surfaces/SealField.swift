import Upstreams
import WireFormats

/// Where a block or a part keeps what seals it.
enum SealField {
  /// The key, or nil if the item is of a kind that is never sealed.
  static func key(of item: JSONValue, _ surface: Surface) -> String? {
    switch surface {
    case .messages:
      switch item["type"]?.string {
      case "thinking": "signature"
      case "redacted_thinking": "data"
      default: nil
      }
    case .gemini: item["text"] != nil || item["functionCall"] != nil ? "thoughtSignature" : nil
    case .responses, .chat, .embeddings: nil
    }
  }

  /// The sealed text, or nil if there is none.
  static func content(of item: JSONValue, _ surface: Surface) -> String? {
    guard let key = key(of: item, surface), let text = item[key]?.string, !text.isEmpty else {
      return nil
    }
    return text
  }
}

extension WireEdge {
  /// What an upstream, or the world, reads in a block or a part.
  func upstreamItem(_ item: JSONValue, _ surface: Surface) -> UpstreamItem {
    let isCall = item["type"]?.string == "tool_use" || item["functionCall"] != nil
    var seal = Seal.none
    if let content = SealField.content(of: item, surface) {
      seal =
        content == Self.standIn
        ? Seal(boundary: .max, state: .standIn, number: 0) : registry.truth(of: content)
    } else if isCall && surface == .gemini || isThinking(item) {
      seal = Seal(boundary: .max, state: .missing, number: 0)
    }
    return UpstreamItem(
      number: WireItem.number(in: item), seal: seal, hasID: false, isMarked: false,
      isCall: isCall)
  }

  private func isThinking(_ item: JSONValue) -> Bool {
    item["type"]?.string == "thinking" || item["type"]?.string == "redacted_thinking"
  }

  /// Does to the texts of a surface what the scenario asks for.
  func tamper(
    _ how: Tampering, _ messages: [JSONValue], _ surface: Surface, _ traffic: Int, _ owner: UInt32
  ) -> [JSONValue] {
    let donor = donor(notOf: owner, in: traffic)
    return SurfaceText(surface: surface).mapping(messages) { item in
      guard let key = SealField.key(of: item, surface),
        let blob = SealField.content(of: item, surface), var object = item.object
      else { return item }
      switch how {
      case .corrupt: object.set(key, to: .string(Self.corrupted(blob)))
      case .forge: object.set(key, to: .string(Self.forged(blob)))
      case .swap: object.set(key, to: .string(donor ?? blob))
      case .drop: object.remove(key)
      case .standIn: object.set(key, to: .string(Self.standIn))
      }
      return .object(object)
    }
  }
}

extension WireItem {
  /// The number that a block or a part shows in its thought, its text or its input.
  static func number(in item: JSONValue) -> UInt32 {
    let inputs = [item["input"], item["functionCall"]?["args"]].compactMap { $0?["item"]?.string }
    if let number = inputs.first.flatMap({ UInt32($0) }) { return number }
    for text in [item["thinking"]?.string, item["text"]?.string] {
      guard let text, let space = text.firstIndex(of: " ") else { continue }
      if let number = UInt32(text[text.index(after: space)...].prefix(8)) { return number }
    }
    return 0
  }

  static func thought(_ number: UInt32) -> String { "Thought " + digits(number) }

  static func answer(_ number: UInt32) -> String {
    "Answer \(digits(number)), in four pieces, done."
  }

  /// The input of a call.
  static func input(_ number: UInt32) -> JSONValue {
    .members(["item": .string(digits(number))])
  }
}
