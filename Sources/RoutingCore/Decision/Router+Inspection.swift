package import Primitives

/// One pick to look at: the request, and what has become of it before.
package struct Inspection: Sendable {
  /// The request.
  package var arrival: RequestArrival
  /// The facts of its input's items.
  package var items: [ItemFacts] = []
  /// The name that the hop calls: the requested one, or what an alias of the caller made of it.
  package var model: ModelIndex
  /// The order level that an order hop asks for.
  package var targetOrder: Int32?
  /// Deployments that failed before, which a weighted failover leaves out.
  package var tried: [DeploymentIndex] = []
  /// Deployments that refused the request with a status nobody retries.
  package var refusers: [DeploymentIndex] = []

  /// Looks at the first pick of a request.
  package init(_ arrival: RequestArrival) {
    self.arrival = arrival
    model = arrival.model
  }
}

/// What a pick came to, with all its reasons.
package struct InspectedPick: Sendable {
  /// The record that a run keeps of the pick.
  package var record: DecisionRecord
  /// The stages with their reasons.
  package var decision: TracedDecision
  /// The pick, or nil if nobody was picked.
  package var choice: DeploymentIndex?
  /// The error, if nobody was picked.
  package var error: ErrorFacts?
  /// What the stages took out of the input for good, one edit an item.
  package var strips: [InputEdit]
  /// What happens to the input on its way upstream, one edit an item.
  package var edits: [InputEdit]
  /// Whether the answer's items get markers.
  package var marksOutput: Bool

  /// Everybody who was left before the strategy picked; a name that is a deployment's id leaves
  /// that deployment.
  package var candidates: [DeploymentIndex] {
    decision.pick?.candidates ?? choice.map { [$0] } ?? []
  }
}

extension Router {
  /// Carries out a single pick as a request would, on a copy: the router stays as it is.
  package func inspect(
    _ inspection: Inspection, at now: Instant, random: inout GatewayRandom
  ) -> InspectedPick {
    var router = self
    return router.rehearse(inspection, at: now, random: &random)
  }

  /// Carries out a single pick as a request would; what the strategy remembers of it stays.
  package mutating func rehearse(
    _ inspection: Inspection, at now: Instant, random: inout GatewayRandom
  ) -> InspectedPick {
    var slot = RequestSlot()
    slot.reset(for: inspection.arrival, items: inspection.items, flags: [])
    slot.tried = ReusedArray(inspection.tried)
    slot.refusers = ReusedArray(inspection.refusers)
    var frame = Frame(model: inspection.model, targetOrder: inspection.targetOrder, depth: 0)
    frame.excludedCount = inspection.tried.count
    slot.frames.append(frame)
    slots = [slot]
    var trace = DecisionTrace(wanted: [inspection.arrival.number])
    var effects = EffectBuffer()
    let result = pick(
      slot: 0, at: now, random: &random, observer: &trace, effects: &effects)
    guard let decision = trace.decisions.last, let record = effects.decisions.last else {
      preconditionFailure("a pick left no record of itself")
    }
    let range = appendInputEdits(0, &effects)
    var inspected = InspectedPick(
      record: record, decision: decision, strips: Array(slots[0].strips),
      edits: range.indices.map { effects.inputEdits[$0] },
      marksOutput: slots[0].marksOutput)
    switch result {
    case .chosen(let deployment): inspected.choice = deployment
    case .failed(let error): inspected.error = error
    }
    return inspected
  }

  /// The name that is dispatched for the one that a key asks for.
  package func dispatched(_ key: KeyIndex, _ model: ModelIndex) -> ModelIndex {
    names.dispatched(key, model)
  }

  /// The model that a deployment asks its upstream for when it is reached by a name.
  package func upstreamModel(of deployment: DeploymentIndex, askedFor model: ModelIndex) -> String {
    let models = names.upstreamModels[model.index]
    if case .standIn(let group) = names.resolutions[model.index],
      let member = configuration.groups[group.index].members.firstIndex(of: deployment),
      member < models.count
    {
      return models[member]
    }
    return configuration.texts[deployment.index].upstreamModel
  }

  /// Starts a cooldown that nothing of this process caused.
  package mutating func startCooldown(
    _ deployment: DeploymentIndex, status: UInt16, for length: SimDuration, at now: Instant
  ) {
    let cause = Cause(
      request: Cause.outside, ordinal: 0, status: status, at: now, until: now + length)
    cool(deployment.index, for: length, cause: cause, at: now)
  }

  /// Looks at the cooldowns of every group, as picks do.
  package mutating func look(at now: Instant) {
    for group in configuration.groups.indices { _ = healthyCount(of: group, at: now) }
  }
}
