import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// What is sealed is kept as long as somebody can open it.
extension WorldRun {
  /// A request whose sealed items were stripped although somebody was left who can open them.
  var needlessStrip: Breach? {
    guard !declared.turnsChangeOrigins else { return nil }
    return strippedByTier ?? strippedInGroup
  }

  /// A first turn of a harder kind that lost its history although its own tier was well.
  private var strippedByTier: Breach? {
    guard !declared.checksHealth, declared.value["timeline"] == nil,
      declared.entries.allSatisfy({ isUnlimited($0) })
    else { return nil }
    for (place, request) in result.traces.enumerated() {
      guard declared.routers.contains(name(request.model)), request.end?.stripped ?? false,
        !declared.tampers(inStream: Int(request.label.traffic)), let home = home(of: request),
        let entry = entry(of: home), let first = decisions[place].first,
        decisions[place].count == 1,
        !mayCool(home, entry, at: result.tracedDecisions[first].at, request)
      else { continue }
      return Breach(
        property: .historyUsable, cause: "a change of the tier strips a history",
        text: "\(request.label.text(in: setup)): sealed items of \(label(home)) were stripped by "
          + "another tier, and it was well",
        request: request.label)
    }
    return nil
  }

  private func isUnlimited(_ entry: DeclaredWorld.Entry) -> Bool {
    entry.parallelMax == nil && entry.requestsPerMinute == nil && entry.tags.isEmpty
      && entry.budgetCents == nil && entry.inputTokensMax == nil && entry.order == nil
  }

  private var strippedInGroup: Breach? {
    for decision in result.tracedDecisions {
      guard let place = decision.stages.firstIndex(where: { $0.stage == .sealedItems }),
        decision.stages[place].notes.contains(where: Self.isStrip),
        let request = request(of: decision),
        !declared.tampers(inStream: Int(request.label.traffic)), let home = home(of: request)
      else { continue }
      let later = decision.stages[(place + 1)...].flatMap(\.eliminations)
      let left =
        (decision.pick?.candidates ?? []) + later.filter { $0.reason != .cooling }.map(\.deployment)
      guard let opener = left.first(where: { canOpen(home, $0, decision, request) }) else {
        continue
      }
      return Breach(
        property: .historyUsable, cause: "what somebody could open was stripped",
        text:
          "\(request.label.text(in: setup)): sealed items of \(label(home)) were stripped, which "
          + "\(label(opener)) could open",
        request: request.label)
    }
    return nil
  }

  private static func isStrip(_ note: StageNote) -> Bool {
    if case .stripped = note { return true }
    return false
  }

  /// The deployment that made all sealed items of a request; nil if several boundaries did, or
  /// somebody tampered with them.
  private func home(of request: RequestTrace) -> DeploymentIndex? {
    guard let first = request.items.first,
      request.items.allSatisfy({
        $0.seal.state == .intact && $0.seal.boundary == first.seal.boundary
      })
    else { return nil }
    // What a removed entry has sealed nobody is known to open.
    let makers = request.items.compactMap { item in
      result.traces.first { $0.label == item.madeBy }?.end?.deployment
    }
    guard !absences.contains(where: { away in makers.contains { $0.index == away.place } }) else {
      return nil
    }
    return result.traces.first { $0.label == first.madeBy }?.end?.deployment
  }

  /// Whether a request had come to a deployment before, and to nothing there.
  func wasPicked(
    _ deployment: DeploymentIndex, before decision: TracedDecision, _ request: RequestTrace
  ) -> Bool {
    guard let place = places[request.number] else { return false }
    return decisions[place].contains {
      let earlier = result.tracedDecisions[$0]
      return earlier.at <= decision.at && earlier != decision && earlier.pick?.choice == deployment
    }
  }

  /// Whether a candidate can open what a deployment sealed, and the router can know: it calls the
  /// same place with the same key, and has neither cooled nor failed the request.
  private func canOpen(
    _ home: DeploymentIndex, _ candidate: DeploymentIndex, _ decision: TracedDecision,
    _ request: RequestTrace
  ) -> Bool {
    guard let own = entry(of: home), let entry = entry(of: candidate, at: decision.at),
      own.place == entry.place, own.apiKey == entry.apiKey, own.apiKey != nil,
      own.group == entry.group,
      !declared.hasOrders,
      !wasPicked(candidate, before: decision, request)
    else { return false }
    return !mayCool(candidate, entry, at: decision.at, request)
  }
}
