public import Primitives
import RoutingCore
public import Upstreams

/// From which part of an answer a client keeps its items.
public enum KeptItems: String, CaseIterable, Sendable, BitwiseCopyable {
  /// `response.completed`, or the body of an answer that is not streamed.
  case completed
  /// The events `response.output_item.done`.
  case itemDone = "item_done"
  /// The events `response.output_item.added`.
  case itemAdded = "item_added"
}

/// How a client carries a conversation on.
public enum ConversationState: String, CaseIterable, Sendable, BitwiseCopyable {
  /// It sends back the items that it was given.
  case replay
  /// It names the previous response and sends only what is new.
  case previousResponse = "previous_response"
}

/// What a client does after a turn that failed for good.
public enum AfterError: String, CaseIterable, Sendable, BitwiseCopyable {
  /// It keeps the items it had and goes on with the next turn.
  case nextTurn = "next_turn"
  /// It gives the conversation up.
  case stop
}

/// How a kind of client behaves.
public struct ClientProfile: Equatable, Sendable, BitwiseCopyable {
  /// Whether it asks for a stream.
  public var streams = false
  /// From which part of an answer it keeps items.
  public var keeps = KeptItems.completed
  /// Whether it sends item ids back.
  public var keepsIDs = true
  /// Whether it sends sealed content back.
  public var keepsBlobs = true
  /// Whether it takes the signature of a streamed thinking block; clients that do not know
  /// `signature_delta` lose it.
  public var readsSignatures = true
  /// Whether it sends thinking blocks back; those of earlier turns may be left out.
  public var keepsThinking = true
  /// How often it tries a request again on 408, 409, 429, 5xx and broken connections (OpenAI Python
  /// SDK: 2), with the SDK's waits.
  public var retries: UInt8 = 0
  /// Whether it waits as long as `Retry-After` says before it tries again.
  public var honoursRetryAfter = true
  /// What it does after an error.
  public var afterError = AfterError.nextTurn

  /// Makes a client without retries that sends back everything it was given.
  public init() {}

  /// The profile with this name, or nil.
  public init?(name: String) {
    switch name {
    case "naive": break
    case "codex":
      streams = true
      keeps = .itemDone
      keepsIDs = false
    case "sdk-openai": retries = 2
    case "sse-lossy":
      streams = true
      readsSignatures = false
    default: return nil
    }
  }

  /// The names of the profiles.
  public static let names = ["codex", "sdk-openai", "sse-lossy", "naive"]
}

/// What happens to the origin of a conversation's sealed items just before a turn is sent.
public enum OriginAction: Equatable, Sendable, BitwiseCopyable {
  /// It is put into cooldown as if it had answered with this status and `Retry-After`.
  case cools(status: UInt16, length: SimDuration)
  /// It is removed from the configuration until the turn is over.
  case removed
  /// It is paused until the turn is over.
  case blocked
  /// It answers this turn's calls with this status, the first so many times.
  case answers(status: UInt16, retryAfter: SimDuration?, times: UInt16)
}

/// What happens to sealed content on its way back from the client.
public enum Tampering: String, CaseIterable, Sendable, BitwiseCopyable {
  /// One byte is changed.
  case corrupt
  /// It is exchanged for that of the conversation before.
  case swap
  /// It is replaced by content that nobody minted.
  case forge
  /// It is left out, the item stays.
  case drop
  /// It is replaced by the text that Google documents for history made elsewhere.
  case standIn = "stand_in"
}

/// One turn of a conversation.
public struct TurnSetup: Equatable, Sendable, BitwiseCopyable {
  /// The name that is asked for.
  public var model: ModelIndex
  /// Whether the conversation so far goes with it.
  public var replays = true
  /// What happens to the origin before it.
  public var origin: OriginAction?
  /// What happens to the sealed items in it.
  public var tampering: Tampering?
  /// The place in the configuration of what it brings along; zero for nothing.
  public var traits: UInt16 = 0

  /// Makes a plain turn.
  public init(model: ModelIndex) { self.model = model }
}

/// When conversations start.
public enum Arrival: Equatable, Sendable, BitwiseCopyable {
  /// One turn after the other, at least this far apart.
  case sequential(spacing: SimDuration)
  /// Independently, so many in a time on average.
  case poisson(mean: SimDuration)
  /// Evenly.
  case constant(interval: SimDuration)
  /// So many at once, again and again.
  case burst(size: UInt32, interval: SimDuration)
}

/// In which order sequential turns come.
public enum TurnOrder: String, CaseIterable, Sendable, BitwiseCopyable {
  /// A whole conversation, then the next.
  case conversations
  /// The first turns of all, then the second turns of all.
  case phases
}

/// When a client closes its connection before the answer is complete.
public struct Leaving: Equatable, Sendable, BitwiseCopyable {
  /// In which turn, from one; nil for every turn.
  public var turn: UInt16?
  /// This long after it sent the request.
  public var after: SimDuration?
  /// Once it has got so many stream events.
  public var afterEvents: UInt32?

  /// Makes a rule that never applies.
  public init() {}
}

extension TunnelSetup {
  /// What reports call each stream of traffic: its label, else `s1`, `s2` by its place.
  public var streamNames: [String] {
    traffic.enumerated().map { place, stream in
      stream.label.isEmpty ? "s\(place + 1)" : stream.label
    }
  }
}

/// A stream of conversations.
public struct TrafficSetup: Equatable, Sendable {
  /// What reports call it; empty if it is the only one.
  public var label = ""
  /// How its clients behave.
  public var client = ClientProfile()
  /// Which API they speak.
  public var surface = Surface.responses
  /// Whether every answer calls a tool, and every later turn brings what it came to.
  public var callsTools = false
  /// How many conversations it has.
  public var conversations: UInt32 = 1
  /// Their turns.
  public var turns: [TurnSetup]
  /// The keys of the conversations, in turn.
  public var keys: [KeyIndex]
  /// How many sessions the conversations share in turn; nil sends no session id, zero gives each
  /// its own.
  public var sessions: UInt32?
  /// How conversations are carried on.
  public var state = ConversationState.replay
  /// When conversations start.
  public var arrival = Arrival.sequential(spacing: .seconds(1))
  /// In which order sequential turns come.
  public var order = TurnOrder.conversations
  /// How long a client thinks before its next turn, unless turns are sequential.
  public var think = Distribution.constant(.seconds(1))
  /// When the first conversation starts.
  public var start = Instant.zero
  /// When clients leave.
  public var leaving: Leaving?

  /// Makes a stream of one conversation.
  public init(turns: [TurnSetup], keys: [KeyIndex]) {
    self.turns = turns
    self.keys = keys
  }
}
