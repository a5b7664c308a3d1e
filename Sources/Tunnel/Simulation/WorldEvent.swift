import SimulationKernel

/// The kinds of events in the world.
enum WorldEvent: UInt8 {
  case timeline, restoration, accounting, storeReply, attemptStep, timer, clientLeaves, turn
  case arrival, sequence

  /// The classes: at one instant the configuration changes first, then books are kept and the store
  /// answers, then upstreams, then the gateway's timers, then clients.
  var eventClass: EventClass {
    switch self {
    case .timeline, .restoration: EventClass(0)
    case .accounting, .storeReply: EventClass(1)
    case .attemptStep: EventClass(2)
    case .timer: EventClass(3)
    case .clientLeaves: EventClass(4)
    case .turn, .arrival, .sequence: EventClass(5)
    }
  }
}
