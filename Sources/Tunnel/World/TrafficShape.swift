import Primitives
import RoutingCore
import Upstreams

/// A traffic stream as the hot path reads it: trivial fields alone, so that reading it copies no
/// array.
struct TrafficShape: BitwiseCopyable {
  let client: ClientProfile
  let surface: Surface
  let hasMessages: Bool
  let callsTools: Bool
  let conversations: UInt32
  let sessions: UInt32?
  let state: ConversationState
  let order: TurnOrder
  let arrival: Arrival
  let leaving: Leaving?
  let isSequential: Bool
  let spacing: SimDuration
  /// Where the stream's turns start in the table of all turns, and how many it has.
  let firstTurn: Int
  let turnCount: Int
  /// Where the stream's keys start in the table of all keys, and how many it has.
  let firstKey: Int
  let keyCount: Int
  /// Session numbers that the streams before this one use up.
  let sessionsBefore: UInt32

  init(_ setup: TrafficSetup, firstTurn: Int, firstKey: Int, sessionsBefore: UInt32) {
    client = setup.client
    surface = setup.surface
    hasMessages = setup.surface.hasMessages
    callsTools = setup.callsTools
    conversations = setup.conversations
    sessions = setup.sessions
    state = setup.state
    order = setup.order
    arrival = setup.arrival
    leaving = setup.leaving
    if case .sequential(let spacing) = setup.arrival {
      isSequential = true
      self.spacing = spacing
    } else {
      isSequential = false
      spacing = .zero
    }
    self.firstTurn = firstTurn
    turnCount = setup.turns.count
    self.firstKey = firstKey
    keyCount = setup.keys.count
    self.sessionsBefore = sessionsBefore
  }
}

/// All streams, their turns and keys in flat tables.
struct TrafficTable {
  private(set) var shapes: [TrafficShape] = []
  private(set) var turns: [TurnSetup] = []
  private(set) var keys: [KeyIndex] = []
  private(set) var think: [Sampler] = []
  private(set) var gaps: [Sampler] = []

  init(_ traffic: [TrafficSetup]) {
    var sessions: UInt32 = 0
    for stream in traffic {
      shapes.append(
        TrafficShape(
          stream, firstTurn: turns.count, firstKey: keys.count, sessionsBefore: sessions))
      turns += stream.turns
      keys += stream.keys
      think.append(Sampler(stream.think))
      if case .poisson(let mean) = stream.arrival {
        gaps.append(Sampler(.exponential(mean: mean)))
      } else {
        gaps.append(Sampler(.constant(.zero)))
      }
      if stream.sessions != nil { sessions += stream.conversations }
    }
  }

  /// A turn of a stream, from zero.
  func turn(_ turn: Int, of shape: TrafficShape) -> TurnSetup { turns[shape.firstTurn + turn] }

  /// The key of a conversation, whose number is from one.
  func key(of conversation: UInt32, _ shape: TrafficShape) -> KeyIndex {
    shape.keyCount == 1
      ? keys[shape.firstKey] : keys[shape.firstKey + Int(conversation - 1) % shape.keyCount]
  }
}
