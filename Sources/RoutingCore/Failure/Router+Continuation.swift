import Primitives

extension Router {
  /// Whether a stream that failed after the client got some of it is carried on by a fallback
  /// target; if so, the request remembers in which way.
  mutating func startsContinuation(_ place: Int, after error: ErrorFacts) -> Bool {
    let traits = slots[place].flags
    guard traits.contains(.chat) else { return false }
    switch rules.midStream {
    case .continues: slots[place].flags.insert(.continuesBlindly)
    case .optIn:
      guard configuration.settings.continuesMidStream, !traits.contains(.tools),
        error.kind != .contentPolicy, !slots[place].arrival.fallbacksDisabled
      else { return false }
      slots[place].flags.insert(.continuesCarefully)
    }
    return true
  }

  /// Whether the client got some of the running attempt, or of one that nothing carries on.
  func failedMidStream(_ place: Int) -> Bool {
    guard slots[place].hasForwarded else { return false }
    let traits = slots[place].flags
    return !traits.continues || traits.contains(.hasSpoken)
  }

  /// Whether a request that carries a stream on may go to a name: one whose deployments all take a
  /// prefill, unless it goes blindly.
  func takesPrefill(_ model: ModelIndex, _ place: Int) -> Bool {
    guard slots[place].flags.contains(.continuesCarefully) else { return true }
    switch names.resolutions[model.index] {
    case .group(let group), .standIn(let group):
      return groupMembers[group.index].allSatisfy {
        configuration.texts[$0.index].takesPrefill
      }
    case .deployment(let deployment):
      return configuration.texts[deployment.index].takesPrefill
    case .unknown: return false
    }
  }

  /// Whether the end of a stream without its final event is taken for the answer's end.
  func takesForEnd(_ place: Int) -> Bool {
    switch rules.streamEnd {
    case .error: false
    case .complete: slots[place].hasForwarded
    }
  }
}
