import Primitives

/// What makes a request in flight more than an ordinary one. Most have none, and pay for none.
struct RequestFlags: OptionSet, BitwiseCopyable {
  let rawValue: UInt16

  // What its traits say.

  /// A chat completion: LiteLLM carries on a stream of it that broke midway.
  static let chat = RequestFlags(rawValue: 1)
  /// Its answers call tools.
  static let tools = RequestFlags(rawValue: 2)
  /// Its attempts may time out.
  static let timed = RequestFlags(rawValue: 4)

  /// It says how long.
  static let hasTimeout = RequestFlags(rawValue: 8)

  /// Its attempts carry what is not input or model.
  static let parametered = RequestFlags(rawValue: 16)
  /// It asks for a compaction.
  static let compacts = RequestFlags(rawValue: 32)

  // What became of it since it arrived.

  /// The timer of its running attempt is armed.
  static let listens = RequestFlags(rawValue: 1 << 8)
  /// Its client is gone, and it goes on.
  static let hasLeft = RequestFlags(rawValue: 1 << 9)
  /// The client has got something of the running attempt.
  static let hasSpoken = RequestFlags(rawValue: 1 << 10)
  /// Its attempts carry on a stream that broke midway, whatever the target takes.
  static let continuesBlindly = RequestFlags(rawValue: 1 << 11)
  /// The same, on targets that take a prefill.
  static let continuesCarefully = RequestFlags(rawValue: 1 << 12)

  /// It was stripped after a refusal and tried once more.
  static let hasRecovered = RequestFlags(rawValue: 1 << 13)

  /// Its attempts carry on a stream that broke midway.
  var continues: Bool { !isDisjoint(with: [.continuesBlindly, .continuesCarefully]) }
}

extension Router {
  /// Takes over what the traits of a request say.
  @inline(never)
  mutating func describe(_ place: Int) {
    let traits = traits(of: place)
    if traits.isChat { slots[place].flags.insert(.chat) }
    if traits.callsTools { slots[place].flags.insert(.tools) }
    if traits.beta != 0 || traits.hasNulls || traits.isEmbeddings {
      slots[place].flags.insert(.parametered)
    }
    if slots[place].arrival.container != .absent { pinContainer(place) }
    if traits.isCompaction { slots[place].flags.insert(.compacts) }
    if traits.disablesFallbacks { slots[place].arrival.fallbacksDisabled = true }
    if let timeout = traits.timeout {
      slots[place].flags.formUnion([.timed, .hasTimeout])
      slots[place].requestTimeout = timeout
    }
  }
}
