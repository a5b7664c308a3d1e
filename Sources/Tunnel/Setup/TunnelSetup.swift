public import Primitives
public import RoutingCore
public import SimulationKernel
public import Upstreams

/// Where the gateway's randomness comes from.
public enum RandomSource: Equatable, Sendable {
  /// Own named streams, derived from the run's seed.
  case streams
  /// One CPython stream in LiteLLM's call order, seeded with this number (a further replica: plus
  /// its place).
  case cpython(UInt64)
}

/// Which replica gets a request.
public enum ReplicaBalance: String, CaseIterable, Sendable {
  /// One after the other.
  case roundRobin = "round_robin"
  /// Always the same for a conversation.
  case sticky
}

/// An action and its time.
public struct TimelineEntry: Equatable, Sendable {
  /// When.
  public var at: Instant
  /// What.
  public var action: TimelineAction

  /// Makes an entry.
  public init(at: Instant, action: TimelineAction) {
    self.at = at
    self.action = action
  }
}

/// What stops a run that does not end by itself.
public struct RunLimits: Equatable, Sendable {
  /// The most events.
  public var eventsMax: UInt64 = 1_000_000_000
  /// The latest instant.
  public var instantMax = Instant(nanoseconds: 30 * 86_400 * 1_000_000_000)
  /// The most sealed and other items that one conversation holds.
  public var itemsMax = 4_096
  /// The most gateway processes, those that replaced others among them.
  public var processesMax = 10_000

  /// Makes the defaults.
  public init() {}
}

/// Everything a run depends on, besides how it is run.
public struct TunnelSetup: Sendable {
  /// The gateway.
  public var configuration = GatewayConfiguration()
  /// How its version behaves.
  public var rules = Rules()
  /// How many replicas it has.
  public var replicas = 1
  /// By replica: rules of its own, if replicas differ; else empty.
  public var replicaRules: [Rules] = []
  /// The cost map that replicas start with, which is also the one that the release was packaged
  /// with.
  public var catalog = Catalog()
  /// How often a replica looks whether it must reload; nil if nothing ever asks for a reload.
  public var reloadPoll: SimDuration?
  /// How often the map is to be reloaded from the start on, if it is.
  public var reloadEvery: SimDuration?
  /// How often a replica looks which models the database holds; nil if nobody edits them.
  public var modelSync: SimDuration?
  /// Which of them gets a request.
  public var balance = ReplicaBalance.roundRobin
  /// How late an attempt is booked; zero books it at once.
  public var callbackLag = SimDuration.zero
  /// How long the shared store takes to answer.
  public var storeLatency = SimDuration.milliseconds(1)
  /// How long a replica waits for the store.
  public var storeTimeout = SimDuration.seconds(5)
  /// How queues are watched where `settings.queues` of the configuration is set.
  public var queueWatch = QueueWatch()
  /// The database in which keys are looked up; nil if replicas know them without that.
  public var database: DatabaseSetup?
  /// Where the gateway's randomness comes from.
  public var random = RandomSource.streams
  /// The calendar time of the run's start, in Unix seconds: 2026-01-01T00:00:00Z unless given.
  public var startUnixSeconds: Int64 = 1_767_225_600
  /// The seed of everything else.
  public var seed: UInt64 = 0
  /// The fakes.
  public var upstreams: [UpstreamSetup] = []
  /// By deployment: the upstream it calls.
  public var upstreamOfDeployment: [Int] = []
  /// By deployment: the number of the model it asks for there.
  public var modelOfDeployment: [UInt32] = []
  /// The upstream models' names by number.
  public var modelNames: [String] = []

  /// The rules of a replica.
  public func rules(of replica: Int) -> Rules {
    replica < replicaRules.count ? replicaRules[replica] : rules
  }
  /// The boundaries' names by number.
  public var boundaries: [String] = []
  /// The clients.
  public var traffic: [TrafficSetup] = []
  /// What happens when.
  public var timeline: [TimelineEntry] = []
  /// What happens one after the other.
  public var steps: [StepSetup] = [] {
    didSet { stepConversations = Self.conversations(of: steps) }
  }
  /// By step: the number of the conversation that its call belongs to.
  private var stepConversations: [UInt32] = []
  /// Bounds on what the gateway adds; requests beyond each are counted exactly.
  public var addedBounds: [SimDuration] = []
  /// Bounds on what calls wait for capacity.
  public var queueingBounds: [SimDuration] = []
  /// What stops the run.
  public var limits = RunLimits()

  /// Makes an empty setup.
  public init() {}

  /// The number of the conversation that a step's call belongs to.
  public func conversation(ofStep number: Int) -> UInt32 { stepConversations[number - 1] }

  /// Conversations are counted in the order in which they begin.
  private static func conversations(of steps: [StepSetup]) -> [UInt32] {
    var named: [Int: UInt32] = [:]
    var count: UInt32 = 0
    return steps.map { step in
      guard case .call(let call) = step.action else { return 0 }
      if let name = call.conversation, let known = named[name] { return known }
      count += 1
      if let name = call.conversation { named[name] = count }
      return count
    }
  }
}

/// A request whose first decision calls a deployment that somebody names.
public struct ForcedPick: Equatable, Sendable {
  /// The request.
  public var request: RequestLabel
  /// Whom its first decision calls.
  public var deployment: DeploymentIndex

  /// Names both.
  public init(request: RequestLabel, deployment: DeploymentIndex) {
    self.request = request
    self.deployment = deployment
  }
}

/// How a run is carried out; none of it but a forced pick may change a decision.
public struct RunMode: Equatable, Sendable {
  /// The scheduler's containers.
  public var queue = QueueKind.lanes
  /// Whether every message passes through its text and back.
  public var wire = false
  /// The requests whose decisions are kept in full.
  public var traced: [RequestLabel] = []
  /// Events that are listed, by their places from zero.
  public var listedEvents: ClosedRange<UInt64>?
  /// More of them, by their numbers.
  public var tracedNumbers: [UInt64] = []
  /// Whether every request is traced: for small runs alone.
  public var tracesAll = false
  /// Whether every request and every decision is kept, in short.
  public var keepsLog = false
  /// A pick that is forced; every draw is made as without it.
  public var forced: ForcedPick?
  /// By deployment: the number that stands for it in the log, so that two configurations can be
  /// compared; empty for its own.
  public var loggedNumbers: [UInt32] = []

  /// Whether anything of the run is recorded with its reasons.
  var isTraced: Bool {
    !traced.isEmpty || !tracedNumbers.isEmpty || keepsLog || tracesAll || forced != nil
  }

  /// Makes the ordinary mode.
  public init() {}
}

/// A request by what a person calls it: conversation 2, turn 2 is `c2.t2`.
@frozen
public struct RequestLabel: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// The traffic stream, from zero.
  public var traffic: UInt16
  /// The conversation, from one.
  public var conversation: UInt32
  /// The turn, from one.
  public var turn: UInt16
  /// How many times the client had tried before.
  public var tries: UInt8

  /// Makes a label.
  public init(traffic: UInt16, conversation: UInt32, turn: UInt16, tries: UInt8) {
    self.traffic = traffic
    self.conversation = conversation
    self.turn = turn
    self.tries = tries
  }
}
