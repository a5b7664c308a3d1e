import Primitives

extension Router {
  /// How the weights of the candidates are to be read.
  private enum WeightChoice {
    /// All alike.
    case alike
    /// By this field; what the accumulated weights are divided by first.
    case by(WeightField, divisor: Double)
    /// The divisor is zero: LiteLLM fails (ZeroDivisionError).
    case dividesByZero
  }

  /// Picks by chance: all alike, or by the weights that the rule reads.
  func simpleShuffle<Observer: DecisionObserver>(
    _ set: CandidateSet, _ count: Int, _ members: [DeploymentIndex], group: Int,
    random: inout GatewayRandom, observer: inout Observer
  ) -> PickResult {
    let choice = weightFields[group].isEmpty ? WeightChoice.alike : weightChoice(set, members)
    switch choice {
    case .dividesByZero: return .failed(ErrorFacts(kind: .gatewayFault, status: 500))
    case .alike:
      let rank = random.choice(count: count)
      let picked = members[set.member(atRank: rank)]
      if Observer.records {
        observer.picked(
          trace(set, members, picked, draw: random.draws) { _ in 1 })
      }
      return .chosen(picked)
    case .by(let field, let divisor):
      let draw = random.uniform(.pick)
      let picked = weightedPick(set, members, field, divisor, draw)
      if Observer.records {
        observer.picked(
          trace(set, members, picked, draw: random.draws) {
            field.value(of: configuration.deployments[$0.index]) ?? 0
          })
      }
      return .chosen(picked)
    }
  }

  private func weightChoice(_ set: CandidateSet, _ members: [DeploymentIndex]) -> WeightChoice {
    for field in WeightField.allCases {
      var sum = 0.0
      var largest = 0.0
      var isFirst = true
      var firstHasIt = false
      forEach(set, members) { entry in
        let value = field.value(of: entry)
        if isFirst { firstHasIt = value != nil }
        isFirst = false
        sum += value ?? 0
        largest = max(largest, value ?? 0)
      }
      switch rules.weights {
      case .firstCandidate:
        if firstHasIt { return sum == 0 ? .dividesByZero : .by(field, divisor: sum) }
      case .firstCandidatePositive:
        if firstHasIt, sum > 0 { return .by(field, divisor: sum) }
      case .anyPositive:
        if largest > 0 { return .by(field, divisor: largest) }
      }
    }
    return .alike
  }

  /// As `random.choices`: the first candidate whose accumulated weight exceeds the drawn share.
  private func weightedPick(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ field: WeightField, _ divisor: Double,
    _ draw: Double
  ) -> DeploymentIndex {
    var total = 0.0
    forEach(set, members) { total += (field.value(of: $0) ?? 0) / divisor }
    let share = draw * total
    var accumulated = 0.0
    var position = set.next(from: 0)
    var last = 0
    while let member = position {
      last = member
      accumulated +=
        (field.value(of: configuration.deployments[members[member].index]) ?? 0)
        / divisor
      if accumulated > share { return members[member] }
      position = set.next(from: member + 1)
    }
    return members[last]
  }

  @inline(__always)
  private func forEach(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ body: (Deployment) -> Void
  ) {
    var position = set.next(from: 0)
    while let member = position {
      body(configuration.deployments[members[member].index])
      position = set.next(from: member + 1)
    }
  }

  private func trace(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ picked: DeploymentIndex, draw: UInt64,
    weight: (DeploymentIndex) -> Double
  ) -> PickTrace {
    var candidates: [DeploymentIndex] = []
    var position = set.next(from: 0)
    while let member = position {
      candidates.append(members[member])
      position = set.next(from: member + 1)
    }
    return PickTrace(
      weights: candidates.map(weight), candidates: candidates, choice: picked, draw: draw)
  }
}
