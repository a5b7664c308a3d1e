public import Primitives

/// Where a key is looked up.
public enum KeySource: UInt8, Sendable, BitwiseCopyable {
  /// The store that replicas share.
  case store
  /// The database behind it.
  case database
}

/// A read of a virtual key.
@frozen
public struct KeyRead: Sendable, BitwiseCopyable, Equatable {
  /// The key.
  public var key: KeyIndex
  /// Where.
  public var source: KeySource
  /// The request that it is for; nil if it is for all that wait for the key.
  public var request: RequestID?

  /// Makes a read.
  public init(key: KeyIndex, source: KeySource, request: RequestID?) {
    self.key = key
    self.source = source
    self.request = request
  }
}

/// What a read of a key came to.
public enum KeyReply: UInt8, Sendable, BitwiseCopyable {
  /// The key is there.
  case found
  /// It is not there.
  case missing
  /// Nobody answered in time.
  case failed
}

/// What a replica knows of keys, and what it is reading.
struct KeyMemory {
  /// By key: until when the replica knows it.
  var knownUntil: [Instant]
  /// By key: whether it is being read, or is to be.
  var isWanted: [Bool]
  /// Reads under way, and keys that wait for their turn.
  var readsRunning = 0
  var waiting: [KeyIndex] = []

  /// The most reads that a replica has under way if they are bounded.
  static let readsMax = 10

  init(count: Int) {
    knownUntil = Array(repeating: .zero, count: count)
    isWanted = Array(repeating: false, count: count)
  }
}
