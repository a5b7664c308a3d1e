extension Router {
  /// Whether a refusal of sealed content is followed by one more attempt without it; strips it.
  mutating func recovers(_ place: Int, from error: ErrorFacts) -> Bool {
    guard error.isSealRefusal, !slots[place].flags.contains(.hasRecovered) else { return false }
    let touched: Int
    switch rules.refusedSeal {
    case .givesUp: return false
    case .stripsReasoning:
      guard !slots[place].flags.contains(.compacts) else { return false }
      touched = strip(place, .everything, everyKind: false)
    case .stripsEveryKind: touched = strip(place, .everything, everyKind: true)
    }
    slots[place].flags.insert(.hasRecovered)
    return touched > 0
  }

  /// Whether a strip before an attempt reaches every sealed item.
  var stripsEveryKind: Bool {
    switch rules.sealedKinds {
    case .reasoningOnly: false
    case .everyKind: true
    }
  }
}
