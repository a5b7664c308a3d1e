import RoutingCore
import Upstreams

/// The order of a streamed answer's events, and which of them come together.
struct AnswerPlan {
  /// Events before anything of the answer: `response.created`, `message_start`, the role.
  let opening: UInt32
  /// Events of all sealed items together.
  let sealed: UInt32
  /// Events between them and the first delta.
  let head: UInt32
  let deltas: UInt32
  /// Events after the last delta, the final one included.
  let tail: UInt32
  private let surface: Surface

  /// How long a piece of a text is, in bytes, so that there are as many as the plan says.
  static let deltaBytes = 10
  /// How many pieces a text, a readable thought and a tool's input have.
  static let textPieces: UInt32 = 4
  static let thoughtPieces: UInt32 = 2
  static let inputPieces: UInt32 = 2
  /// The steps in which a streamed answer arrives.
  static let stepCount: UInt8 = 6

  init(surface: Surface, sealedItems: UInt32, callsTools: Bool, _ upstream: UpstreamSetup) {
    self.surface = surface
    switch surface {
    case .responses, .embeddings:
      opening = 2
      sealed = 2 * sealedItems
      head = 2
      deltas = Self.textPieces
      tail = 4
    case .chat:
      // Azure opens with what its content filter found in the prompt.
      opening = upstream.provider == .azure ? 2 : 1
      sealed = 0
      head = 0
      deltas = Self.textPieces
      tail = 2
    case .messages:
      opening = 2
      // Start and stop; between them the thought's pieces and its signature.
      sealed = sealedItems * (upstream.redactsThinking ? 2 : 3 + Self.thoughtPieces)
      head = 1
      deltas = callsTools ? Self.inputPieces : Self.textPieces
      tail = 3
    case .gemini:
      opening = 0
      sealed = 0
      // A call comes whole.
      head = callsTools ? 1 : 0
      deltas = callsTools ? 0 : Self.textPieces
      tail = 1
    }
  }

  var eventCount: UInt32 { opening + sealed + head + deltas + tail }

  /// What an event means for the router.
  func kind(at place: UInt32) -> StreamEventKind {
    if place < opening { return .opening }
    if place + 1 == eventCount { return .final }
    let sealedEnd = opening + sealed
    if place < sealedEnd { return .item }
    // `output_item.added` and `output_item.done` of the message.
    if surface == .responses, place == sealedEnd || place + 2 == eventCount { return .item }
    return .delta
  }

  /// How many events have been sent once a step is done.
  func eventsDone(after step: UInt8) -> UInt32 {
    switch step {
    case 0: max(1, opening + (sealed > 0 ? 1 : 0))
    case 1: opening + sealed + head
    case 2..<5: opening + sealed + head + min(deltas, UInt32(step - 1))
    default: eventCount
    }
  }

  /// When a step comes, in eighths of the time after the first byte.
  static func eighths(of step: UInt8) -> UInt64 {
    switch step {
    case 0: 0
    case 1: 4
    case 2: 5
    case 3: 6
    case 4: 7
    default: 8
    }
  }
}
