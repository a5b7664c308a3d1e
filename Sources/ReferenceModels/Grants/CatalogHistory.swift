public import Primitives

/// What became of the published cost map, and when replicas looked at it: enough to say what a
/// replica must know, wherever nobody can be in doubt.
public struct CatalogHistory: Sendable {
  /// Whether a replica must take a model for one of its provider's.
  public enum Presence: Equatable, Sendable {
    case present
    case absent
    /// A reload is under way, or none came since the map changed.
    case open
  }

  private struct Change: Sendable {
    var at: Instant
    var name: String
    var provider: String?
  }

  private struct Look: Sendable {
    var from: Instant
    /// By when it must have happened.
    var by: Instant
    /// The place of the replica that looks; nil is all of them.
    var replica: Int?
  }

  private var listed: [(name: String, provider: String)]
  private var changes: [Change] = []
  private var looks: [Look] = []
  private var failures: [Range<Instant>] = []
  private var restarts: [(at: Instant, replica: Int?)] = []

  /// Makes the history of a map that replicas start with.
  public init(listed: [(name: String, provider: String)]) { self.listed = listed }

  /// Models appear in the published map.
  public mutating func published(_ name: String, of provider: String, at instant: Instant) {
    changes.append(Change(at: instant, name: name, provider: provider))
  }

  /// A model vanishes from it.
  public mutating func withdrawn(_ name: String, at instant: Instant) {
    changes.append(Change(at: instant, name: name, provider: nil))
  }

  /// Replicas are to reload: all of them, or one, between two instants.
  public mutating func looked(_ replica: Int?, from: Instant, by: Instant) {
    looks.append(Look(from: from, by: by, replica: replica))
  }

  /// The map could not be fetched in a while.
  public mutating func failed(from: Instant, until: Instant) {
    if from < until { failures.append(from..<until) }
  }

  /// A replica, or each of them, starts anew and knows nothing but what it then reads.
  public mutating func forgot(_ replica: Int?, at instant: Instant) {
    restarts.append((instant, replica))
  }

  /// Whether a model ever appeared or vanished up to an instant.
  public func changed(_ name: String, by instant: Instant) -> Bool {
    changes.contains { $0.name.utf8.elementsEqual(name.utf8) && $0.at <= instant }
  }

  /// What a replica must know at an instant.
  public func presence(
    of name: String, at instant: Instant, on replica: Int
  ) -> (presence: Presence, provider: String?) {
    let own = changes.filter { $0.name.utf8.elementsEqual(name.utf8) && $0.at <= instant }
    guard let last = own.max(by: { $0.at < $1.at }) else {
      let provider = listed.first { $0.name.utf8.elementsEqual(name.utf8) }?.provider
      return (provider == nil ? .absent : .present, provider)
    }
    // A change that changes nothing leaves nobody in doubt.
    let before = own.filter { $0.at < last.at }.max { $0.at < $1.at }
    let earlier =
      before.map(\.provider)
      ?? listed.first { $0.name.utf8.elementsEqual(name.utf8) }?.provider
    let started =
      restarts.filter { ($0.replica ?? replica) == replica && $0.at <= instant }.map(\.at).max()
      ?? .zero
    let isSeen = looks.contains { look in
      (look.replica ?? replica) == replica && look.by <= instant
        && max(last.at, started) <= look.from
        && !failures.contains { $0.lowerBound <= look.by && look.from < $0.upperBound }
    }
    if isSeen || (before == nil && earlier == last.provider) {
      return (last.provider == nil ? .absent : .present, last.provider)
    }
    return (.open, last.provider)
  }
}
