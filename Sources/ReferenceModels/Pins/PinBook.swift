public import Primitives

/// What is pinned to whom: a pin holds from the first call until a call of its owner fails there.
///
/// Of two things that happen to one pin at the same instant, nobody can tell from outside which
/// came first: from then on the pin is unknown until its owner has been left alone for its life.
public struct PinBook<Owner: Hashable & Sendable, Target: Equatable & Sendable>: Sendable {
  /// What is known of a pin.
  public enum Pin: Equatable, Sendable {
    /// There is none.
    case none
    /// It holds this target.
    case to(Target)
    /// Nobody can tell.
    case unknown
  }

  private struct Entry: Sendable {
    var pin = Pin.none
    var changedAt: Instant
    var changedBy: UInt64
  }

  // Looked up by its owner alone, so that its order never shows.
  private var entries: [Owner: Entry] = [:]

  /// Makes a book without pins.
  public init() {}

  /// The pin of an owner, as a request sees it.
  public func pin(of owner: Owner, at now: Instant, for request: UInt64) -> Pin {
    guard let entry = entries[owner] else { return .none }
    return entry.changedAt == now && entry.changedBy != request ? .unknown : entry.pin
  }

  /// A request is sent to a target: it is pinned unless another one is.
  public mutating func called(
    _ target: Target, by owner: Owner, at now: Instant, request: UInt64
  ) {
    change(owner, now, request) { $0 == .none ? .to(target) : $0 }
  }

  /// A call came to nothing: who was pinned there is free.
  public mutating func failed(
    _ target: Target, for owner: Owner, at now: Instant, request: UInt64
  ) {
    change(owner, now, request) { $0 == .to(target) ? .none : $0 }
  }

  private mutating func change(
    _ owner: Owner, _ now: Instant, _ request: UInt64, _ change: (Pin) -> Pin
  ) {
    var entry = entries[owner] ?? Entry(changedAt: now, changedBy: request)
    if entry.changedAt == now, entry.changedBy != request { entry.pin = .unknown }
    if entry.pin != .unknown { entry.pin = change(entry.pin) }
    entry.changedAt = now
    entry.changedBy = request
    entries[owner] = entry
  }
}
