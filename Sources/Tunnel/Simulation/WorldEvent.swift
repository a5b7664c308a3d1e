import SimulationKernel

/// The kinds of events in the world.
enum WorldEvent: UInt8 {
  case timeline, restoration, accounting, storeReply, attemptStep, timer, clientLeaves, turn
  case arrival, sequence, poll, step
  case modelSync, keyRead, probe, probeResult, scrape, scrapeResult

  /// The classes: at one instant the configuration changes first, then books are kept and the store
  /// answers, then upstreams, then the gateway's timers, then clients.
  var eventClass: EventClass {
    switch self {
    case .timeline, .restoration, .poll, .modelSync, .probe, .scrape: EventClass(rawValue: 0)
    case .accounting, .storeReply, .keyRead, .probeResult, .scrapeResult: EventClass(rawValue: 1)
    case .attemptStep: EventClass(rawValue: 2)
    case .timer: EventClass(rawValue: 3)
    case .clientLeaves: EventClass(rawValue: 4)
    case .turn, .arrival, .sequence, .step: EventClass(rawValue: 5)
    }
  }
}
