import Scenarios

extension WorldGenerator {
  /// When everything else is long over, in seconds.
  static let tailStart = 1_200

  mutating func drawTraffic() -> [ScenarioValue] {
    var streams = (1...choices.among(1...3)).map { drawStream($0) }
    let start = Self.tailStart
    for group in groups {
      streams.append(
        .map([
          "label": .text("tail-" + group), "model": .text(group), "surface": .text("chat"),
          "conversations": .number(20), "start": .text("\(start)s"), "spacing": .text("1s"),
        ]))
    }
    return streams
  }

  private mutating func drawStream(_ number: Int) -> ScenarioValue {
    let callers = drawCallers()
    var members: [(key: String, value: ScenarioValue)] = [
      ("label", .text("s\(number)")),
      ("model", .text(drawName(callers))),
    ]
    let isOther = has(.otherSurfaces) && choices.chance(permille: 400)
    if isOther {
      let surface = choices.one(of: ["chat", "embeddings"])
      members.append(("surface", .text(surface)))
      if surface == "chat", has(.streaming), choices.chance(permille: 600) {
        members.append(("stream", .plain("true")))
      }
    } else if has(.streaming), choices.chance(permille: 600) {
      members.append(("client", .text(choices.one(of: ["codex", "sdk-openai"]))))
    }
    members.append(("conversations", .number(choices.among(1...12))))
    members.append(("turns", drawTurns(sealed: !isOther)))
    members.append(("keys", .list(callers.map { .text($0) })))
    switch choices.below(4) {
    case 0: members.append(("spacing", .text("\(choices.among(1...5))s")))
    case 1: members.append(("arrival", .map(["poisson": .text("2/s")])))
    case 2: members.append(("arrival", .map(["constant": .text("3/s")])))
    default:
      members.append(
        ("arrival", .map(["burst": .number(choices.among(2...8)), "every": .text("7s")])))
    }
    members += drawTraits(isOther: isOther)
    return .map(members)
  }

  /// What a stream's clients do besides asking.
  private mutating func drawTraits(isOther: Bool) -> [(key: String, value: ScenarioValue)] {
    var members: [(key: String, value: ScenarioValue)] = []
    if has(.pins), choices.chance(permille: 600) {
      members.append(
        (
          "sessions",
          choices.chance(permille: 300)
            ? .number(choices.among(1...3)) : .text("per_conversation")
        ))
    }
    if has(.pins), !isOther, choices.chance(permille: 150) {
      members.append(("state", .text("previous_response")))
    }
    if has(.containers), !isOther, choices.chance(permille: 300) {
      members.append(("blobs", .text("drop")))
    }
    if has(.callerLimits), choices.chance(permille: 600) {
      members.append(("output_tokens", .number(40)))
    }
    if has(.leaving), choices.chance(permille: 400) {
      members.append(
        ("leave", .map(["after": .text("\(choices.one(of: [100, 250, 900, 3_000]))ms")])))
    }
    if has(.tags) {
      var tags = ["red", "blue"].filter { _ in choices.chance(permille: 300) }
      if choices.chance(permille: 300) {
        tags = tags.map { choices.one(of: ["", "!", "&"]) + $0 }
      }
      if !tags.isEmpty { members.append(("tags", .list(tags.map { .text($0) }))) }
      if choices.chance(permille: 300) { members.append(("enable_tag_filtering", .plain("true"))) }
    }
    if has(.strategies), choices.chance(permille: 200) {
      members.append(
        ("routing_strategy", .text(choices.one(of: ["simple-shuffle", "least-busy"]))))
    }
    return members
  }

  /// The keys of a stream, which take turns.
  private mutating func drawCallers() -> [String] {
    let first = choices.one(of: keys)
    let isShared = keys.count > 1 && choices.chance(permille: 250)
    return isShared ? [first, choices.one(of: keys)] : [first]
  }

  private mutating func drawName(_ callers: [String]) -> String {
    if callers.allSatisfy({ $0 == Self.aliasKey }), choices.chance(permille: 700) {
      return Self.alias
    }
    if has(.aliases), choices.chance(permille: 400) { return "nick" }
    if has(.tiers), groups.count > 1, choices.chance(permille: 500) { return Self.tierName }
    return choices.one(of: groups)
  }

  private mutating func drawTurns(sealed: Bool) -> ScenarioValue {
    let count = choices.among(1...4)
    var turns: [ScenarioValue] = []
    var isPlain = true
    for turn in 1...count {
      var members: [(key: String, value: ScenarioValue)] = []
      if turn > 1, has(.fallbacks), groups.count > 1, choices.chance(permille: 150) {
        members.append(("model", .text(choices.one(of: groups))))
      }
      if turn > 1, sealed, has(.tampering), choices.chance(permille: 300) {
        members.append(
          ("tamper", .text(choices.one(of: ["corrupt", "swap", "forge", "drop"]))))
      }
      if turn > 1, sealed, has(.cooldowns), choices.chance(permille: 250) {
        members.append(
          ("origin", .map(["cools": .text("\(choices.among(5...60))s"), "status": .number(429)])))
      } else if turn > 1, sealed, has(.membership), choices.chance(permille: 200) {
        members.append(("origin", .text(choices.one(of: ["removed", "blocked"]))))
      }
      if has(.inputLimits), choices.chance(permille: 600) {
        members.append(("input_tokens", .number(choices.one(of: [500, 5_000, 50_000]))))
      }
      if has(.tiers), choices.chance(permille: 500) {
        members.append(("complexity", .text("complex")))
      }
      if has(.containers), sealed, choices.chance(permille: 500) {
        members.append((choices.one(of: ["container", "compact"]), .plain("true")))
      }
      isPlain = isPlain && members.isEmpty
      turns.append(.map(members))
    }
    return isPlain ? .number(count) : .list(turns)
  }

  /// Calls of names that only the cost map knows, long after each change of it.
  mutating func drawSteps() -> [ScenarioValue] {
    guard has(.wildcards) else { return [] }
    var names = catalog.map(\.name)
    if has(.catalogChanges) { names += ["zeta-poet-9", "zeta-poet-8"] }
    var steps: [ScenarioValue] = []
    for number in 0..<choices.among(1...6) {
      let at = 2 + number * 80 + choices.among(0...60)
      var members: [(key: String, value: ScenarioValue)] = [
        ("call", .text(choices.one(of: names))),
        ("as", .text(choices.one(of: keys))),
        ("at", .text("\(at)s")),
      ]
      if has(.replicas), choices.chance(permille: 500) {
        members.append(("on", .number(choices.among(1...2))))
      }
      steps.append(.map(members))
    }
    return steps
  }
}
