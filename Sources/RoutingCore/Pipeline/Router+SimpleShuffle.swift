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
  ///
  /// It changes nothing of the router; a method that may is called in place, one that may not is
  /// given a copy.
  mutating func simpleShuffle<Observer: DecisionObserver>(
    _ pick: inout Pick, _ count: Int, _ members: [DeploymentIndex], group: Int, key: KeyIndex,
    random: inout GatewayRandom, observer: inout Observer
  ) -> PickResult {
    let choice =
      weightFields[group].isEmpty && !keysSetWeights
      ? WeightChoice.alike : weightChoice(pick.set, members, key)
    switch choice {
    case .dividesByZero: return .failed(ErrorFacts(kind: .gatewayFault, status: 500))
    case .alike:
      #if MUTANTS
        let rank = mutatedRank(count, members, &random, records: Observer.records)
      #else
        let rank = random.choice(count: count)
      #endif
      let picked = members[pick.set.member(atRank: rank)]
      if Observer.records {
        observer.picked(
          trace(pick.set, members, picked, draw: random.draws) { _ in 1 })
      }
      return .chosen(picked)
    case .by(let field, let divisor):
      let draw = random.uniform(.pick)
      let picked = weightedPick(pick.set, members, key, field, divisor, draw)
      if Observer.records {
        observer.picked(
          trace(pick.set, members, picked, draw: random.draws) {
            weight(field, of: $0, key) ?? 0
          })
      }
      return .chosen(picked)
    }
  }

  #if MUTANTS
    private func mutatedRank(
      _ count: Int, _ members: [DeploymentIndex], _ random: inout GatewayRandom, records: Bool
    ) -> Int {
      if Mutant.recordingDraws.isActive, records { _ = random.choice(count: count) }
      if Mutant.lastNeverPicked.isActive, count > 1 { return random.choice(count: count - 1) }
      let rank = random.choice(count: count)
      if Mutant.idsDecidePicks.isActive {
        return (rank + configuration.texts[members[0].index].id.utf8.count) % count
      }
      if Mutant.entriesDecidePicks.isActive {
        return (rank + configuration.deployments.count) % count
      }
      return rank
    }
  #endif

  @inline(never)
  private func weightChoice(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ key: KeyIndex
  ) -> WeightChoice {
    for field in WeightField.allCases {
      var sum = 0.0
      var largest = 0.0
      var isFirst = true
      var firstHasIt = false
      forEach(set, members) { candidate in
        let value = weight(field, of: candidate, key)
        if isFirst { firstHasIt = value != nil }
        isFirst = false
        sum += value ?? 0
        largest = max(largest, value ?? 0)
      }
      switch rules.weights {
      // A key's own weights are younger than these rules.
      case .firstCandidate where field == .key, .firstCandidatePositive where field == .key:
        continue
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
  @inline(never)
  private func weightedPick(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ key: KeyIndex, _ field: WeightField,
    _ divisor: Double, _ draw: Double
  ) -> DeploymentIndex {
    #if MUTANTS
      if Mutant.firstTakesAll.isActive { return members[set.member(atRank: 0)] }
    #endif
    var total = 0.0
    forEach(set, members) { total += (weight(field, of: $0, key) ?? 0) / divisor }
    let share = draw * total
    var accumulated = 0.0
    var position = set.next(from: 0)
    var last = 0
    while let member = position {
      last = member
      accumulated += (weight(field, of: members[member], key) ?? 0) / divisor
      if accumulated > share { return members[member] }
      position = set.next(from: member + 1)
    }
    return members[last]
  }

  @inline(__always)
  private func weight(
    _ field: WeightField, of deployment: DeploymentIndex, _ key: KeyIndex
  ) -> Double? {
    #if MUTANTS
      let deployment =
        Mutant.weightsOfNeighbour.isActive
        ? DeploymentIndex((deployment.index + 1) % configuration.deployments.count) : deployment
    #endif
    #if MUTANTS
      if Mutant.weightsCapped.isActive, field == .weight {
        return configuration.deployments[deployment.index].weight.map { min($0, 50) }
      }
    #endif
    switch field {
    case .key:
      guard keysSetWeights else { return nil }
      let weights = configuration.keys[key.index].weights
      return weights.isEmpty ? nil : weights[deployment.index]
    case .weight: return configuration.deployments[deployment.index].weight
    case .requests: return configuration.deployments[deployment.index].requestsPerMinute
    case .tokens: return configuration.deployments[deployment.index].tokensPerMinute
    }
  }

  @inline(__always)
  private func forEach(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ body: (DeploymentIndex) -> Void
  ) {
    var position = set.next(from: 0)
    while let member = position {
      body(members[member])
      position = set.next(from: member + 1)
    }
  }

  @inline(never)
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
