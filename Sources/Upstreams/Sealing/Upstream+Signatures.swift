extension Upstream {
  /// Why an input with signatures is refused, or nil; the first offending block or part counts.
  func refusal(ofSignatures items: [UpstreamItem], model: UInt32) -> Refusal? {
    switch setup.provider {
    case .openai, .azure: nil
    case .anthropic: refusal(ofThinking: items)
    case .gemini: refusal(ofThoughts: items, model)
    }
  }

  /// Anthropic checks every thinking block that is there. Those of earlier turns may be left out,
  /// but while thinking is on, the message with the latest call of a tool must begin with one.
  private func refusal(ofThinking items: [UpstreamItem]) -> Refusal? {
    let strictness = setup.strictness ?? .calls
    guard strictness != .none else { return nil }
    for place in items.indices where items[place].seal.state != .none {
      if !isOwn(items[place]) { return refusal(.invalidSignature, item: UInt32(place)) }
    }
    guard strictness == .calls, setup.sealedItems > 0,
      let call = items.lastIndex(where: \.isCall)
    else { return nil }
    if call > 0, items[call - 1].seal.state != .none { return nil }
    return refusal(.missingThinking, item: UInt32(call))
  }

  /// Gemini 3 wants the signature of each call, of calls in parallel that of the first; a text may
  /// come without. Its stand-in passes.
  private func refusal(ofThoughts items: [UpstreamItem], _ model: UInt32) -> Refusal? {
    let byModel: SealStrictness = enforcingModels.contains(model) ? .calls : .none
    let strictness = setup.strictness ?? byModel
    guard strictness != .none else { return nil }
    for place in items.indices {
      switch items[place].seal.state {
      case .none, .standIn: break
      case .missing:
        let isFirst = place == 0 || !items[place - 1].isCall
        if strictness == .calls, items[place].isCall, isFirst {
          return refusal(.missingThoughtSignature, item: UInt32(place))
        }
      case .damaged, .intact:
        if !isOwn(items[place]) {
          return refusal(.invalidThoughtSignature, item: UInt32(place))
        }
      }
    }
    return nil
  }

  /// Whether a seal was made here, for this item, and is unchanged; where seals are not bound,
  /// those of others pass, too.
  private func isOwn(_ item: UpstreamItem) -> Bool {
    guard item.seal.state == .intact, !item.isMarked else { return false }
    guard item.number == 0 || item.seal.number == item.number else { return false }
    return !setup.bindsSeals || item.seal.boundary == setup.boundary
  }
}
