public import Primitives

/// When a step comes.
public enum StepTime: Equatable, Sendable, BitwiseCopyable {
  /// So long after the step before it is over.
  case after(SimDuration)
  /// At an instant, or at once if that is past.
  case at(Instant)
}

/// A request that a step sends.
public struct StepCall: Equatable, Sendable {
  /// The name that is asked for.
  public var model: ModelIndex
  /// The caller.
  public var key = KeyIndex(0)
  /// The number of the conversation that it carries on, from zero; nil for one of its own.
  public var conversation: Int?
  /// The replica that gets it; nil leaves it to the balance.
  public var replica: Int?
  /// What happens to the sealed items in it.
  public var tampering: Tampering?
  /// The place in the configuration of what it brings along; zero for nothing.
  public var traits: UInt16 = 0

  /// Makes a call with the first key.
  public init(model: ModelIndex) { self.model = model }
}

/// What a step does.
public enum StepAction: Equatable, Sendable {
  /// It sends a request and waits for its end.
  case call(StepCall)
  /// A key asks a replica, the first one unless it is named, for its list of models.
  case lists(KeyIndex, replica: Int)
  /// Something happens.
  case happens(TimelineAction)
}

/// One of the things that happen in a set order.
public struct StepSetup: Equatable, Sendable {
  /// When it comes.
  public var time = StepTime.after(.seconds(1))
  /// What it does.
  public var action: StepAction

  /// Makes a step a second after the one before.
  public init(_ action: StepAction) { self.action = action }
}
