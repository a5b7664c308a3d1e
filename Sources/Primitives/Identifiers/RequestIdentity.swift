/// A request in flight: a slot that is used again, and the generation that makes it unique.
@frozen
public struct RequestID: Hashable, Sendable, BitwiseCopyable {
  /// The slot, from zero.
  public var slot: UInt32
  /// Grows each time the slot is given out.
  public var generation: UInt32

  /// Makes an identity.
  @inlinable
  public init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }
}

/// One call of a deployment on behalf of a request.
@frozen
public struct AttemptID: Hashable, Sendable, BitwiseCopyable {
  /// The request.
  public var request: RequestID
  /// The ordinal of the attempt within its request, from one.
  public var ordinal: UInt16

  /// Makes an identity.
  @inlinable
  public init(request: RequestID, ordinal: UInt16) {
    self.request = request
    self.ordinal = ordinal
  }
}
