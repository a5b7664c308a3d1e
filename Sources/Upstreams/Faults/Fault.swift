public import Primitives

/// What a fault does to a call.
public enum FaultEffect: Equatable, Sendable, BitwiseCopyable {
  /// The upstream answers with this status.
  case answers(status: UInt16, retryAfter: AdvisedWait?)
  /// The upstream refuses for this reason, as its provider does.
  case refuses(RefusalReason, retryAfter: AdvisedWait?)
  /// The connection breaks without an answer.
  case breaksConnection
  /// A stream breaks off after this many events; without a stream the connection breaks.
  case cutsStream(afterEvents: UInt16)
  /// A stream sends an error event after this many events, on a good status; without a stream the
  /// upstream answers with the status.
  case failsStream(afterEvents: UInt16, status: UInt16)
  /// The call is accepted, nothing is sent, and the connection is closed after so long.
  case silent(SimDuration)
  /// A stream stops after this many events and goes on after so long; without a stream the answer
  /// takes so much longer.
  case stalls(afterEvents: UInt16, SimDuration)
  /// The answer takes this much longer.
  case delays(SimDuration)
}

/// Which calls a fault meets; everything set must hold.
public struct FaultCondition: Equatable, Sendable {
  /// Only calls with these ordinals among those that meet the other conditions, from one.
  public var ordinals: ClosedRange<UInt32>?
  /// Only calls that arrive in this window.
  public var from = Instant.zero
  /// The window's end, exclusive.
  public var until = Instant.never
  /// Only this turn of a conversation, from one.
  public var turn: UInt16?
  /// Only this upstream model, by its number.
  public var model: UInt32?
  /// Only streamed calls, or only others.
  public var streams: Bool?
  /// Only calls whose input holds sealed items, or only others.
  public var isSealed: Bool?

  /// Makes a condition that every call meets.
  public init() {}

  func isMet(by call: UpstreamCall, sealed: Bool, at now: Instant) -> Bool {
    guard from <= now, now < until else { return false }
    if let turn, turn != call.turn { return false }
    if let model, model != call.model { return false }
    if let streams, streams != call.streams { return false }
    if let isSealed, isSealed != sealed { return false }
    return true
  }
}

/// A fault of an upstream: the first whose condition a call meets is done to it.
public struct Fault: Equatable, Sendable {
  /// Which calls it meets.
  public var condition: FaultCondition
  /// What it does.
  public var effect: FaultEffect

  /// Makes a fault.
  public init(condition: FaultCondition, effect: FaultEffect) {
    self.condition = condition
    self.effect = effect
  }
}
