/// What else is known of an error, in one byte.
@frozen
public struct ErrorNotes: OptionSet, Equatable, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  @usableFromInline static let nobody = ErrorNotes(rawValue: 1)
  @usableFromInline static let tags = ErrorNotes(rawValue: 2)
  @usableFromInline static let final = ErrorNotes(rawValue: 4)
  @usableFromInline static let date = ErrorNotes(rawValue: 8)
  @usableFromInline static let milliseconds = ErrorNotes(rawValue: 16)
  @usableFromInline static let seal = ErrorNotes(rawValue: 32)

  mutating func set(_ note: ErrorNotes, _ isSet: Bool) {
    if isSet { insert(note) } else { remove(note) }
  }
}
