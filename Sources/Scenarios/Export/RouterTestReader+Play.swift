import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Traffic and steps, and what a real router without a clock of ours cannot be made to do.
extension RouterTestReader {
  func play() -> RouterTest.Play {
    if let stream = setup.traffic.first {
      if !setup.steps.isEmpty {
        refuse("traffic together with steps", source.place("steps"), hint: "export one of them")
      }
      if setup.traffic.count > 1 {
        refuse("more than one stream of traffic", source.place("traffic"))
      }
      checkTraffic(stream)
      let models = stream.turns.map { name(of: $0.model) }
      return .traffic(stream, models: models)
    }
    let keys = setup.configuration.keys.map {
      RouterTest.Key(name: $0.label, models: $0.models.entries.map { Redaction.text($0) })
    }
    checkKeysOfSteps()
    if setup.catalog.unlistedCount == 0 {
      refuse(
        "a cost map from a file", source.place("cost_map"), hint: "list the entries that matter")
    }
    let steps = zip(setup.steps, variant.steps).compactMap { self.step($0, $1) }
    return .steps(steps, keys: keys, costMap: setup.catalog.entries)
  }

  private func name(of model: ModelIndex) -> String {
    Redaction.text(setup.configuration.models[Int(model.rawValue)].name)
  }

  // MARK: Traffic

  private func checkTraffic(_ stream: TrafficSetup) {
    func refuse(_ key: String, if isThere: Bool) {
      guard isThere else { return }
      self.refuse("'\(key)' of traffic", placeInTraffic(key))
    }
    refuse("surface", if: stream.surface != .responses)
    refuse("tools", if: stream.callsTools)
    refuse("sessions", if: stream.sessions != nil)
    refuse("keys", if: stream.keys.count > 1)
    checkKeysOfTraffic(stream.keys)
    refuse("leave", if: stream.leaving != nil)
    refuse("retries", if: stream.client.retries > 0)
    if case .sequential = stream.arrival {} else { refuse("arrival", if: true) }
    checkTurns(stream)
    if let costMap = source.parts["cost_map"] {
      self.refuse("a cost map beside traffic", costMap.place)
    }
  }

  // MARK: Steps

  private func step(_ step: StepSetup, _ text: StepText) -> RouterTest.Step? {
    if step.time != .after(.seconds(1)) {
      refuse("the time of step \(text.number)", text.place, hint: "a test runs in real time")
    }
    guard let action = action(step.action, text) else { return nil }
    let key = "step \(text.number)"
    var claim: StepClaim?
    if case .step(let found)? = variant.expectations.first(where: { $0.key == key })?.claim {
      claim = found
    }
    return RouterTest.Step(
      number: text.number, label: Redaction.text(text.label), action: action, claim: claim,
      isBroken: variant.breaks.contains { $0.key == key })
  }

  private func action(_ action: StepAction, _ text: StepText) -> RouterTest.Action? {
    switch action {
    case .call(let call):
      if call.conversation != nil || call.replica != nil || call.tampering != nil
        || call.traits != 0
      {
        refuse("more than the model and the key of step \(text.number)", text.place)
      }
      return .call(
        model: name(of: call.model), key: setup.configuration.keys[call.key.index].label)
    case .happens(.publish(let entries)): return .publish(entries)
    case .happens(.withdraw(let names)): return .withdraw(names)
    case .happens(.reload(replica: 0)): return .reload
    case .happens(.restart(_, .same)): return .restart
    case .happens, .lists:
      let verb = String(text.label.prefix { $0 != " " })
      refuse(
        "the verb '\(verb)' of step \(text.number)", text.place,
        hint: "accepted: call, publish, withdraw, reload: manual, restart: all")
      return nil
    }
  }

  // MARK: The rest

  func checkGateway() {
    if !variant.changedRules.isEmpty {
      refuse(
        "the changed rule '\(variant.changedRules[0])'", source.place("rules"),
        hint: "no release behaves so")
    }
    let harmless = ["balance", "reload_poll", "store_latency", "store_timeout", "sync"]
    for member in source.parts["gateway"]?.members ?? [] where !harmless.contains(member.key) {
      if member.key == "replicas", setup.replicas == 1, setup.replicaRules.isEmpty { continue }
      refuse("'\(member.key)' of the gateway", member.keyPlace)
    }
    if setup.configuration.settings.probes != nil {
      refuse("health checks in the background", source.place ?? source.place("config"))
    }
    guard case .sequence(let entries)? = source.parts["timeline"]?.content else { return }
    for entry in entries {
      let verb = entry.members?.first { ActionReader.verbs.contains($0.key) }
      refuse(
        "the timeline verb '\(verb?.key ?? "")'", verb?.keyPlace ?? entry.place,
        hint: "a test runs in real time; write steps instead")
    }
  }

  /// Upstreams differ in whose seals they open; how long they take matters to timeouts alone.
  func checkUpstreams() {
    let accepted = ["provider", "boundary", "first_byte", "per_token", "tokens"]
    for upstream in source.parts["upstreams"]?.members ?? [] {
      for member in upstream.value.members ?? [] where !accepted.contains(member.key) {
        refuse("'\(member.key)' of an upstream", member.keyPlace)
      }
    }
  }
}
