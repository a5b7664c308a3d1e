/// A deployment by its place in the configuration.
@frozen
public struct DeploymentIndex: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The place, from zero.
  public var rawValue: UInt32

  /// Makes an index from a place.
  @inlinable
  public init(_ rawValue: Int) { self.rawValue = UInt32(truncatingIfNeeded: rawValue) }

  /// The place as an array index.
  @inlinable
  public var index: Int { Int(rawValue) }

  /// Whether the left place comes before the right one.
  @inlinable
  public static func < (left: DeploymentIndex, right: DeploymentIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A model group by its place in the configuration.
@frozen
public struct GroupIndex: Hashable, Sendable, BitwiseCopyable {
  /// The place, from zero.
  public var rawValue: UInt32

  /// Makes an index from a place.
  @inlinable
  public init(_ rawValue: Int) { self.rawValue = UInt32(truncatingIfNeeded: rawValue) }

  /// The place as an array index.
  @inlinable
  public var index: Int { Int(rawValue) }
}

/// A name that clients may ask for, by its place among the names known at load.
@frozen
public struct ModelIndex: Hashable, Sendable, BitwiseCopyable {
  /// The place, from zero.
  public var rawValue: UInt32

  /// Makes an index from a place.
  @inlinable
  public init(_ rawValue: Int) { self.rawValue = UInt32(truncatingIfNeeded: rawValue) }

  /// The place as an array index.
  @inlinable
  public var index: Int { Int(rawValue) }
}

/// A virtual key by its place in the configuration.
@frozen
public struct KeyIndex: Hashable, Sendable, BitwiseCopyable {
  /// The place, from zero.
  public var rawValue: UInt32

  /// Makes an index from a place.
  @inlinable
  public init(_ rawValue: Int) { self.rawValue = UInt32(truncatingIfNeeded: rawValue) }

  /// The place as an array index.
  @inlinable
  public var index: Int { Int(rawValue) }
}
