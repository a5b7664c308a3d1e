import Primitives

extension Router {
  /// Keeps the deployments that a request's tags ask for (LiteLLM A7).
  @inline(never)
  func keepTagged<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ group: Int, _ slot: Int,
    _ observer: inout Observer
  ) {
    let traits = traits(of: slot)
    let isOn = filtersTags(traits, group)
    observer.entered(.tags, isEnabled: isOn)
    guard isOn else { return }
    let own = configuration.keys[slots[slot].arrival.key.index].tags
    let tags = effective(traits.tags.joined(own).joined(addedTags(slot)))
    if pick.set.isEmpty {
      switch rules.tagEmpty {
      case .passes: return
      case .denied: if tags.wanted.isEmpty { return }
      }
    } else if let kept = tagged(pick.set, members, tags, group) {
      keep(kept, of: &pick, members, &observer)
      return
    }
    pick.set.removeAll()
    pick.error = ErrorFacts(kind: .tagsDenied, status: 401)
  }

  private func keep<Observer: DecisionObserver>(
    _ kept: CandidateSet, of pick: inout Pick, _ members: [DeploymentIndex],
    _ observer: inout Observer
  ) {
    var position = pick.set.next(from: 0)
    while let member = position {
      if !kept.contains(member) {
        pick.eliminate(member, at: .tags, .tags)
        observer.eliminated(
          Elimination(deployment: members[member], reason: .tags, cause: nil))
      }
      position = pick.set.next(from: member + 1)
    }
  }

  private func filtersTags(_ traits: RequestTraits, _ group: Int) -> Bool {
    let isSet = configuration.settings.filtersTags
    switch rules.tagSetting {
    case .router: return isSet
    case .requestAndGroup:
      return traits.filtersTags || (configuration.groups[group].filtersTags ?? isSet)
    }
  }

  /// The tags as the version reads them.
  private func effective(_ tags: TagRequest) -> TagRequest {
    switch rules.tagSigns {
    case .honoured: return tags
    case .literal:
      var plain = tags
      plain.wanted = tags.all
      plain.required = []
      plain.excluded = []
      return plain
    }
  }

  /// Who is kept, or nil if the tags leave nobody.
  private func tagged(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ tags: TagRequest, _ group: Int
  ) -> CandidateSet? {
    let fallback = configuration.tags.fallback
    let defaults = subset(set, members) { has($0, fallback) }
    if tags.wanted.isEmpty {
      guard !tags.required.isEmpty || !tags.excluded.isEmpty else {
        return defaults.isEmpty ? set : defaults
      }
      let pool = tags.required.isEmpty && !defaults.isEmpty ? defaults : set
      let kept = subset(pool, members) { satisfies($0, tags) }
      return kept.isEmpty ? nil : kept
    }
    let pool = subset(set, members) { satisfies($0, tags) }
    let matching = subset(pool, members) { matches($0, tags.wanted) }
    let mixes = rules.tagDefault == .always
    if !matching.isEmpty {
      return mixes
        ? subset(pool, members) { matches($0, tags.wanted) || has($0, fallback) } : matching
    }
    switch rules.tagDefault {
    case .never: return nil
    case .always: break
    case .nobodyLeft: break
    case .unknownTags:
      let isKnown = groupMembers[group].contains { member in
        !health[member.index].isRemoved && tags.wanted.contains { has(member, $0) }
      }
      if isKnown { return nil }
    }
    let standIns = subset(pool, members) { has($0, fallback) }
    return standIns.isEmpty ? nil : standIns
  }

  private func has(_ deployment: DeploymentIndex, _ tag: UInt32) -> Bool {
    configuration.tags.holds(configuration.deployments[deployment.index].tags, tag)
  }

  private func satisfies(_ deployment: DeploymentIndex, _ tags: TagRequest) -> Bool {
    tags.required.allSatisfy { has(deployment, $0) }
      && !tags.excluded.contains { has(deployment, $0) }
  }

  private func matches(_ deployment: DeploymentIndex, _ wanted: [UInt32]) -> Bool {
    configuration.settings.tagsMatchAny
      ? wanted.contains { has(deployment, $0) } : wanted.allSatisfy { has(deployment, $0) }
  }

  private func subset(
    _ set: CandidateSet, _ members: [DeploymentIndex], _ keeps: (DeploymentIndex) -> Bool
  ) -> CandidateSet {
    var subset = set
    var position = set.next(from: 0)
    while let member = position {
      if !keeps(members[member]) { subset.remove(member) }
      position = set.next(from: member + 1)
    }
    return subset
  }
}
