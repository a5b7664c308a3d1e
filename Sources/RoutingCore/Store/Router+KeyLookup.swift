import Primitives

extension Router {
  /// Reads the caller's key if the replica does not know it; false if there is nothing to wait for.
  mutating func waitsForKey(
    _ place: Int, _ now: Instant, _ effects: inout EffectBuffer
  ) -> Bool {
    let arrival = slots[place].arrival
    guard configuration.settings.keyCacheLifetime != nil,
      keys.knownUntil[arrival.key.index] <= now
    else { return false }
    slots[place].phase = .readingKey
    switch rules.lookupFallThrough {
    case .unbounded: startKeyRead(arrival.key, for: arrival.id, now, &effects)
    case .bounded:
      guard !keys.isWanted[arrival.key.index] else { return true }
      keys.isWanted[arrival.key.index] = true
      if keys.readsRunning < KeyMemory.readsMax {
        keys.readsRunning += 1
        startKeyRead(arrival.key, for: nil, now, &effects)
      } else {
        keys.waiting.append(arrival.key)
      }
    }
    return true
  }

  private mutating func startKeyRead(
    _ key: KeyIndex, for request: RequestID?, _ now: Instant, _ effects: inout EffectBuffer
  ) {
    let asksStore = configuration.settings.sharedStore && mayAskStore(at: now)
    effects.effects.append(
      .keyRead(KeyRead(key: key, source: asksStore ? .store : .database, request: request)))
  }

  /// A read is over: what the store does not have, or does not say, the database is asked for.
  mutating func keyAnswered<Observer: DecisionObserver>(
    _ read: KeyRead, _ reply: KeyReply, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    let waiting = read.request.map { slot(waitingForKey: $0) }
    if read.source == .store { storeBreaker.note(failed: reply == .failed, at: now) }
    if reply == .found, let lifetime = configuration.settings.keyCacheLifetime {
      keys.knownUntil[read.key.index] = now + lifetime
    }
    if read.source == .store, reply != .found {
      // Nobody waits for it any longer.
      if let waiting, waiting == nil { return }
      effects.effects.append(
        .keyRead(KeyRead(key: read.key, source: .database, request: read.request)))
      return
    }
    if read.source == .database, reply == .found, configuration.settings.sharedStore,
      storeBreaker.isClosed
    {
      effects.effects.append(.keyWrite(read.key))
    }
    if let waiting {
      if let waiting { goOn(waiting, reply, now, &random, &observer, &effects) }
      return
    }
    keys.isWanted[read.key.index] = false
    keys.readsRunning -= 1
    for place in slots.indices
    where slots[place].phase == .readingKey && slots[place].arrival.key == read.key {
      goOn(place, reply, now, &random, &observer, &effects)
    }
    if !keys.waiting.isEmpty {
      keys.readsRunning += 1
      startKeyRead(keys.waiting.removeFirst(), for: nil, now, &effects)
    }
  }

  private func slot(waitingForKey request: RequestID) -> Int? {
    let place = Int(request.slot)
    guard place < slots.count, slots[place].phase == .readingKey,
      slots[place].arrival.id == request
    else { return nil }
    return place
  }

  private mutating func goOn<Observer: DecisionObserver>(
    _ place: Int, _ reply: KeyReply, _ now: Instant, _ random: inout GatewayRandom,
    _ observer: inout Observer, _ effects: inout EffectBuffer
  ) {
    if reply == .found {
      readStore(place, now, &random, &observer, &effects)
      return
    }
    let status: UInt16 =
      switch (reply, rules.lookupStatus) {
      case (.missing, _), (_, .unauthorized): 401
      case (_, .unavailable): 503
      }
    end(place, ErrorFacts(kind: .keyUnread, status: status), answeredBy: nil, &effects)
  }
}
