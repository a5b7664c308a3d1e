import Harness
import Primitives
public import RoutingCore
import Scenarios
import Tunnel
import WireFormats

/// Makes the smallest scenario with the same wrong outcome as a log.
public struct Distillation: Sendable {
  /// What a log is distilled with.
  public struct Request: Sendable {
    /// The preset that the log was written under.
    public var preset: Preset
    /// Only outcomes with this status.
    public var status: Int?
    /// Only outcomes with this code.
    public var error: String?
    /// The most scenarios that are tried to make one smaller.
    public var stepsMax = Shrinker.stepsMaxDefault

    /// Makes a request for whatever goes wrong.
    public init(preset: Preset) { self.preset = preset }
  }

  /// What was tried for one wrong outcome.
  public struct Attempt: Sendable {
    /// The outcome.
    public var wrong: WrongOutcome
    /// In how many scenarios it was looked for.
    public var worlds = 0
    /// In how many it showed, where the recommended rules do not hold either.
    public var shown = 0
  }

  /// What the log and its configuration came to.
  public struct Facts: Sendable {
    /// Requests of the log.
    public var requests: Int
    /// Requests that ended with 400 or more, 499 aside.
    public var errors: Int
    /// Lines that name a model which the configuration lacks: they are left out.
    public var unknownModels: Int
    /// Lines that name a deployment which the configuration lacks.
    public var unknownDeployments: Int
  }

  /// About the log.
  public let facts: Facts
  /// What was looked for, in its order; the last one is what was found.
  public private(set) var attempts: [Attempt] = []
  /// The scenario, if any outcome of the log shows in a run.
  public private(set) var found: DistilledScenario?

  /// The codes of errors that are told apart.
  public static let codes = LoggedTraffic.codes
  /// The most ways to go wrong that are looked for.
  public static let outcomesMax = 20
  /// The most conversations that are tried by themselves for one outcome.
  public static let conversationsTried = 20
  /// The most conversations of a scenario to begin with.
  public static let conversationsMax = 500
  /// The seeds that each scenario is tried with.
  public static let seeds = 0..<8

  /// Reads the configuration and looks for the log's outcomes; `done` hears how many scenarios
  /// were tried.
  public init(
    _ log: TrafficLog, configuration file: DistilledConfiguration, _ request: Request,
    done: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    let traffic = file.traffic(of: log)
    let all = WrongOutcome.all(of: traffic)
    facts = Facts(
      requests: traffic.requests, errors: all.reduce(0) { $0 + $1.count },
      unknownModels: traffic.unknownModels,
      unknownDeployments: traffic.unknownDeployments)
    let world = LoggedWorld(
      traffic: traffic, boundaries: file.boundaries, preset: request.preset.rawValue)
    let wanted = all.filter {
      (request.status == nil || request.status == $0.status)
        && (request.error == nil || request.error == $0.error)
    }
    var trial = DistillTrial(done: done)
    for wrong in wanted.prefix(Self.outcomesMax) {
      attempts.append(Attempt(wrong: wrong))
      guard let start = start(wrong, world, &trial) else { continue }
      let checks = LoggedWorld.checks(start.value)
      func holds(_ value: ScenarioValue) -> Bool {
        LoggedWorld.checks(value) == checks
          && DistillTrial.soundness(value, start.shown) == start.soundness
      }
      var shrinker = Shrinker(stepsMax: request.stepsMax) {
        trial.count += 1
        done(trial.count)
        return holds($0)
      }
      // Whoever asks for an alias may as well ask for what it stands for.
      let plain = LoggedWorld.withoutAliases(start.value)
      let smallest = shrinker.smallest(holds(plain) ? plain : start.value)
      found = DistilledScenario(
        smallest, wrong, start, preset: request.preset.rawValue, requests: traffic.requests,
        steps: shrinker.steps, isCut: shrinker.isCut)
      return
    }
  }

  /// A scenario to begin with.
  struct Start {
    var value: ScenarioValue
    var shown: ShownOutcome
    var soundness: DistillTrial.Soundness
  }

  /// One conversation of the log, else all of them around the first. One in which nothing is
  /// degraded under the recommended rules is preferred.
  private mutating func start(
    _ wrong: WrongOutcome, _ world: LoggedWorld, _ trial: inout DistillTrial
  ) -> Start? {
    var second: Start?
    var starts: [[LoggedWorld.Part]] = []
    for number in wrong.conversations.prefix(Self.conversationsTried) {
      let turns = world.traffic.conversations[number].turns
      let place = turns.indices.first { wrong.matches(turns[$0], at: $0) } ?? 0
      guard place < LoggedWorld.turnsMax else { continue }
      starts.append([LoggedWorld.Part(conversation: number, turns: place + 1)])
    }
    let all = world.traffic.conversations.indices
    let first = max(
      0,
      min(
        (wrong.conversations.first ?? 0) - Self.conversationsMax / 2,
        all.count - Self.conversationsMax))
    starts.append(
      all[first..<min(all.count, first + Self.conversationsMax)].map {
        LoggedWorld.Part(conversation: $0, turns: world.traffic.conversations[$0].turns.count)
      })
    for parts in starts {
      for seed in Self.seeds {
        let value = world.value(parts, seed: seed)
        attempts[attempts.count - 1].worlds += 1
        trial.count += 1
        trial.done(trial.count)
        guard let shown = DistillTrial.shown(value, wrong) else { continue }
        guard let soundness = DistillTrial.soundness(value, shown) else {
          attempts[attempts.count - 1].shown += 1
          continue
        }
        let start = Start(value: value, shown: shown, soundness: soundness)
        if soundness == .ok { return start }
        if second == nil { second = start }
      }
    }
    return second
  }
}

/// Runs scenarios under the preset of the log, and under the recommended rules.
struct DistillTrial {
  var count = 0
  let done: @Sendable (Int) -> Void

  init(done: @escaping @Sendable (Int) -> Void) { self.done = done }

  /// How the outcome shows in a run, if it does.
  static func shown(_ value: ScenarioValue, _ wrong: WrongOutcome) -> ShownOutcome? {
    guard let run = WorldRun(value), run.result.limit == nil else { return nil }
    return run.result.outcomes.first(where: wrong.matches).map { ShownOutcome($0) }
  }

  /// How well turns of the same kind come out under the recommended rules.
  enum Soundness {
    /// All of them are as they should be.
    case ok
    /// None fails, but some are degraded.
    case degraded
  }

  /// How sound it is under the recommended rules; nil if turns do not come out so, or fail there.
  static func soundness(_ value: ScenarioValue, _ shown: ShownOutcome) -> Soundness? {
    guard let run = WorldRun(value), run.result.limit == nil,
      run.result.outcomes.contains(where: shown.isAlike)
    else { return nil }
    var other = value
    other["variants"] = .map(["sound": .text(Preset.recommended.rawValue)])
    guard let sound = WorldRun(other), sound.result.limit == nil else { return nil }
    let result = sound.result
    guard
      result.sealedAbroad == 0, result.markersUpstream == 0, result.unfinished == 0,
      result.overFormula == 0
    else { return nil }
    let kinds = result.outcomes.filter(shown.isOfScope).map(\.kind)
    if kinds.allSatisfy({ $0 == .ok }) { return .ok }
    return kinds.allSatisfy { $0 == .ok || $0 == .degraded } ? .degraded : nil
  }
}
