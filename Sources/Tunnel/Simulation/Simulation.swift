import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

/// One run: router replicas, store, upstreams and clients on one virtual clock.
public struct Simulation: ~Copyable, Sendable {
  let setup: TunnelSetup
  let traffic: TrafficTable
  let mode: RunMode
  var scheduler: Scheduler
  /// The present instant, as the scheduler has it: asking the scheduler copies all of it.
  var now = Instant.zero
  var replicas: [Router]
  /// One for each replica.
  var gatewayRandom: [GatewayRandom]
  var clientRandom: RandomStream
  var upstreams: [Upstream]
  /// By upstream: attempts that wait for capacity.
  var queues: [AttemptQueue]
  var requests: [RequestRecord] = []
  var freeRequests: [Int] = []
  /// By request: when its client left, as far as it did and the request went on.
  var departures: [Instant] = []
  /// By request: what its attempts carry besides input and model, as far as they do.
  var sentParameters: [SentParameters] = []
  var conversations: [ConversationRecord] = []
  /// By conversation slot: the items that its client holds.
  var histories: [[WorldItem]] = []
  var freeConversations: [Int] = []
  var progress: [TrafficProgress]
  var pendingAccounting: [PendingAccounting] = []
  var freeAccounting: [Int] = []
  var shared: SharedStore
  /// By slot of a request: what it asked of the store.
  var storeQuestions: [StoreQuestion] = []
  var keyReads = KeyReads()
  var queueChannel = ServiceState()
  var queueSamples = QueueSamples()
  let database: DatabaseSetup
  var effects = EffectBuffer()
  var facts: [ItemFacts] = []
  var upstreamItems: [UpstreamItem] = []
  /// The input of each request in flight, by slot: what the client sent.
  var inputs: [[WorldItem]] = []
  var itemsMinted: UInt32 = 0
  var requestsMade: UInt32 = 0
  var nextReplica = 0
  /// By place: the replica that is there at present; others finish what they have.
  var active: [Int]
  /// By replica: the place that it has or had.
  var placeOfReplica: [Int]
  /// The replica at the first place, where a lone one is.
  var soleReplica = 0
  /// By place: the rules that a process starts with there.
  var replicaRules: [Rules]
  /// What the configuration went through, for processes that start later.
  var changes: [TimelineAction] = []
  var catalog: CatalogWorld
  var models: ModelDatabase
  /// Looks at the database that wait to happen, and do not keep a run alive.
  var looksWaiting = 0
  var steps = StepProgress()
  /// The stream that the calls of steps belong to.
  let stepTraffic: Int
  /// The names of upstream models, those that wildcards came to among them.
  var modelTable = NameTable()
  /// By replica, model and member: the upstream model of a wildcard's match; empty without one.
  var upstreamModels: [[[UInt32]]] = []
  var timersCancelled = 0
  /// The places of the cells that count good answers of first turns and of later ones, once there
  /// are any: most turns come out so.
  var plainFirst = -1
  var plainFollowUp = -1
  /// Limits of keys and teams, by place or for all; empty if nobody is limited.
  var limiters: [CallerLimiter]
  /// By request slot: what was let through.
  var admitted: [AdmittedRequest?] = []
  var trace: DecisionTrace?
  var result: RunResult
  var wire: WireEdge?
  let lanes: Lanes
  let attemptsFormula: UInt64
  /// By upstream, out of its setup: what every attempt reads.
  let boundaryOfUpstream: [UInt16]
  let sealedItemsOfUpstream: [UInt32]
  /// Calls that an upstream takes at once, connections to it included.
  var capacityOfUpstream: [UInt32]
  /// By upstream: until when the gateway uses its present HTTP client.
  var clientEnds: [Instant] = []
  let clientsEnd: Bool
  let constantTimes: [AnswerTime?]
  /// Whether the gateway is told how many tokens answers have.
  let tellsUsage: Bool
  /// By upstream: calls being served.
  var serving: [UInt32]

  /// Lanes for the delays that are constant.
  struct Lanes {
    var accounting: LaneID
    var storeReply: LaneID
    /// By upstream: for answers that are not streamed and always take equally long.
    var answers: [LaneID?]
    /// More lanes than this cost more to look through than the queue does.
    static let answersMax = 8
  }

  private static func answerLanes(
    _ upstreams: [Upstream], _ scheduler: inout Scheduler
  ) -> [LaneID?] {
    var times: [SimDuration] = []
    return upstreams.map { upstream in
      guard let time = upstream.constantTime?.whole else { return nil }
      if !times.contains(time) {
        guard times.count < Lanes.answersMax else { return nil }
        times.append(time)
      }
      return scheduler.lane(for: time, class: WorldEvent.attemptStep.eventClass)
    }
  }

  /// Makes a run at its start.
  public init(_ setup: TunnelSetup, mode: RunMode) {
    self.setup = setup
    stepTraffic = setup.steps.isEmpty ? .max : setup.traffic.count
    let streams = setup.steps.isEmpty ? setup.traffic : setup.traffic + [.steps(setup.steps)]
    traffic = TrafficTable(streams)
    self.mode = mode
    scheduler = Scheduler(kind: mode.queue)
    let accounting = scheduler.lane(
      for: setup.callbackLag, class: WorldEvent.accounting.eventClass)
    let reply = scheduler.lane(
      for: setup.storeLatency, class: WorldEvent.storeReply.eventClass)
    upstreams = setup.upstreams.map { Upstream($0, seed: setup.seed) }
    lanes = Lanes(
      accounting: accounting, storeReply: reply,
      answers: Self.answerLanes(upstreams, &scheduler))
    replicaRules = (0..<setup.replicas).map { setup.rules(of: $0) }
    replicas = replicaRules.map {
      Router(
        configuration: setup.configuration, rules: $0, callbackLag: setup.callbackLag,
        catalog: setup.catalog)
    }
    active = Array(replicas.indices)
    limiters = Self.limiters(setup)
    placeOfReplica = active
    catalog = CatalogWorld(setup)
    models = ModelDatabase(setup)
    shared = SharedStore(
      deployments: setup.configuration.deployments.count, keys: setup.configuration.keys.count)
    database = setup.database ?? DatabaseSetup()
    catalog.memories = replicas.map { _ in ReloadMemory(startedAt: .zero) }
    for name in setup.modelNames { _ = modelTable.intern(name) }
    gatewayRandom = (0..<setup.replicas).map { Self.gatewayStream(setup, $0) }
    clientRandom = RandomStream(seed: setup.seed, name: "clients")
    queues = setup.upstreams.map { _ in AttemptQueue() }
    progress = streams.indices.map { place in
      TrafficProgress(
        random: RandomStream(seed: setup.seed, name: "arrivals", index: UInt64(place)))
    }
    // The log hangs on the trace, so that a run without either asks one question for both.
    trace = mode.isTraced ? DecisionTrace(wanted: []) : nil
    result = RunResult(
      deployments: setup.configuration.deployments.count, boundaries: setup.boundaries.count)
    result.addedBeyond = Array(repeating: 0, count: setup.addedBounds.count)
    result.queueingBeyond = Array(repeating: 0, count: setup.queueingBounds.count)
    wire = mode.wire ? WireEdge(setup) : nil
    boundaryOfUpstream = setup.upstreams.map(\.boundary)
    sealedItemsOfUpstream = setup.upstreams.map(\.sealedItems)
    capacityOfUpstream = setup.upstreams.map { min($0.capacity ?? .max, $0.connections ?? .max) }
    clientsEnd = setup.upstreams.contains { $0.clientLifetime != nil }
    clientEnds = Array(repeating: .zero, count: setup.upstreams.count)
    constantTimes = upstreams.map(\.constantTime)
    tellsUsage = replicas.contains(where: \.watchesCalls)
    serving = Array(repeating: 0, count: setup.upstreams.count)
    attemptsFormula = AttemptFormula.attemptsMax(
      of: setup.configuration, Self.rulesUsed(by: setup))
    for replica in replicas.indices { fillUpstreamModels(of: replica) }
  }

  /// Runs until traffic ends, or a limit is reached.
  public mutating func run() -> RunResult {
    scheduleStart()
    var count: UInt64 = 0
    while let event = scheduler.pop() {
      now = event.at
      count &+= 1
      if count > setup.limits.eventsMax {
        result.limit = .events(setup.limits.eventsMax)
        break
      }
      if event.at > setup.limits.instantMax {
        result.limit = .virtualTime(setup.limits.instantMax)
        break
      }
      // Insertions are fewer than 2^56 and the class follows from the kind.
      result.events.record(
        event.at.nanoseconds ^ event.insertion << 20,
        event.payload.words.0 ^ event.payload.words.1 &* 0x9E37_79B9_7F4A_7C15)
      if let listed = mode.listedEvents, listed.contains(count - 1) { list(event, count - 1) }
      handle(event)
      if result.limit != nil { break }
    }
    if let reached = scheduler.limitReached, case .pending(let count) = reached {
      result.limit = .pending(count)
    }
    finish()
    return result
  }

  /// Keeps an event as a line, with the decisions so far: a difference that no event shows is told
  /// by them.
  private mutating func list(_ event: Event, _ place: UInt64) {
    guard result.eventLines.count < RunResult.eventLinesMax else { return }
    let kind = WorldEvent(rawValue: event.payload.kind).map { "\($0)" } ?? "?"
    result.eventLines.append(
      "event \(place)  t=\(event.at.nanoseconds) ns  \(kind) \(event.payload.detail)  slot "
        + "\(event.payload.slot)  ordinal \(event.payload.ordinal)  decisions before it "
        + result.decisions.digest.text)
  }

  private mutating func scheduleStart() {
    for (place, entry) in setup.timeline.enumerated() {
      schedule(.timeline, at: entry.at) { $0.extra = UInt32(place) }
    }
    schedulePolls()
    scheduleModelSyncs()
    scheduleProbes()
    scheduleScrapes()
    scheduleStep()
    for place in setup.traffic.indices where setup.traffic[place].conversations > 0 {
      let kind: WorldEvent
      if case .sequential = setup.traffic[place].arrival {
        kind = .sequence
      } else {
        kind = .arrival
      }
      schedule(kind, at: setup.traffic[place].start) { $0.slot = UInt32(place) }
    }
  }

  private mutating func finish() {
    result.end = now
    result.lateInputs = replicas.reduce(0) { $0 + $1.lateInputs }
    if result.limit == nil {
      result.unfinished = replicas.reduce(0) { $0 + $1.inFlight }
      result.heldSlots =
        replicas.reduce(0) { $0 + $1.heldSlots } + limiters.reduce(0) { $0 + $1.held }
      for replica in replicas { replica.checkInvariants() }
    }
    if let trace { result.tracedDecisions = trace.decisions }
  }

  mutating func schedule(
    _ kind: WorldEvent, at instant: Instant, _ fill: (inout EventPayload) -> Void
  ) {
    var payload = EventPayload(kind: kind.rawValue)
    fill(&payload)
    scheduler.schedule(payload, class: kind.eventClass, at: instant)
  }

  private mutating func handle(_ event: Event) {
    guard let kind = WorldEvent(rawValue: event.payload.kind) else {
      preconditionFailure("an event of an unknown kind was scheduled")
    }
    let payload = event.payload
    switch kind {
    case .timeline: _ = happen(setup.timeline[Int(payload.extra)].action)
    case .restoration: restore(DeploymentIndex(Int(payload.extra)), isRemoved: payload.detail == 0)
    case .accounting: accountingDue(Int(payload.slot))
    case .storeReply: storeReplied(payload)
    case .attemptStep: attemptStep(payload)
    case .timer: timerFired(payload)
    case .clientLeaves: clientLeaves(payload)
    case .turn: takeTurn(payload)
    case .arrival: conversationArrives(Int(payload.slot))
    case .sequence: continueSequence(Int(payload.slot))
    case .poll: poll(Int(payload.slot))
    case .modelSync: modelSyncDue(Int(payload.slot))
    case .keyRead: keyReadGoesOn(payload)
    case .probe: probeDue(Int(payload.slot))
    case .probeResult: probeIsBack(payload)
    case .scrape: scrapeDue(Int(payload.slot))
    case .scrapeResult: scrapeIsBack(payload)
    case .step: takeStep()
    }
  }
}

/// How far a traffic stream has come.
struct TrafficProgress {
  var random: RandomStream
  /// Conversations started.
  var started: UInt32 = 0
  /// In sequential traffic: the conversation and turn that come next, and when the latest started.
  var conversation: UInt32 = 0
  var turn = 0
  var latestStart = Instant.zero
  /// In phases: the conversations' slots, by number; else the slot of the present one.
  var slots: [Int] = []
  /// The latest seals that clients were given, of two different conversations.
  private var latest: (owner: UInt32, item: WorldItem)?
  private var previous: (owner: UInt32, item: WorldItem)?

  init(random: RandomStream) { self.random = random }

  /// Notes a sealed item that a conversation's client was given.
  mutating func note(_ item: WorldItem, of conversation: UInt32) {
    if let latest, latest.owner != conversation { previous = latest }
    latest = (conversation, item)
  }

  /// The latest seal that another conversation's client was given.
  func seal(notOf conversation: UInt32) -> Seal? {
    if let latest, latest.owner != conversation { return latest.item.seal }
    return previous?.item.seal
  }
}

/// A record on its way back to its replica.
struct PendingAccounting {
  var replica: Int
  var accounting: Accounting
}

/// A pin in the shared store and when it expires.
struct StoredPin {
  var deployment: DeploymentIndex
  var end: Instant
}

/// Attempts that wait for an upstream's capacity, first come first served.
struct AttemptQueue {
  struct Waiting: BitwiseCopyable {
    var slot: UInt32
    var generation: UInt32
    var ordinal: UInt16
  }

  private var waiting: [Waiting] = []
  private var head = 0

  var count: Int { waiting.count - head }

  mutating func append(_ attempt: Waiting) { waiting.append(attempt) }

  mutating func removeFirst() -> Waiting? {
    guard head < waiting.count else { return nil }
    head += 1
    let first = waiting[head - 1]
    if head == waiting.count {
      waiting.clear()
      head = 0
    } else if head > 1024, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
    return first
  }
}
