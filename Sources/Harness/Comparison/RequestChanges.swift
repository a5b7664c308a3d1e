public import Tunnel

/// A request that came out differently on both sides.
public struct RequestChange: Equatable, Sendable {
  /// The request.
  public var label: RequestLabel
  /// How it came out on either side; nil where it was never sent.
  public var from: SeenOutcome?
  /// See `from`.
  public var to: SeenOutcome?
}

/// What differs between two runs, request by request.
public struct RequestChanges: Equatable, Sendable {
  /// Requests with another outcome, in the order of their names.
  public var changed: [RequestChange] = []
  /// How many requests came out alike, but after other picks.
  public var moved = 0
  /// How many came out alike after the same picks, but were delayed differently.
  public var delayed = 0
  /// How many requests there are on either side together, each once.
  public var total = 0

  /// Whether nothing differs.
  public var isNone: Bool { changed.isEmpty && moved == 0 && delayed == 0 }

  /// Pairs the requests of two runs by their names.
  public init(_ from: RequestLog, _ to: RequestLog) {
    self.init(from: from.requests, to: to.requests)
  }

  /// Pairs requests by their names.
  init(from: [LoggedRequest], to: [LoggedRequest]) {
    // Most pairs of runs are equal, and in the same order.
    if from == to {
      total = from.count
      return
    }
    let left = from.sorted { $0.label.isBefore($1.label) }
    let right = to.sorted { $0.label.isBefore($1.label) }
    var mine = 0
    var theirs = 0
    while mine < left.count || theirs < right.count {
      total += 1
      if mine == left.count
        || theirs < right.count && right[theirs].label.isBefore(left[mine].label)
      {
        changed.append(
          RequestChange(label: right[theirs].label, from: nil, to: right[theirs].outcome))
        theirs += 1
      } else if theirs == right.count || left[mine].label.isBefore(right[theirs].label) {
        changed.append(RequestChange(label: left[mine].label, from: left[mine].outcome, to: nil))
        mine += 1
      } else {
        add(left[mine], right[theirs])
        mine += 1
        theirs += 1
      }
    }
  }

  private mutating func add(_ left: LoggedRequest, _ right: LoggedRequest) {
    if left.outcome != right.outcome {
      changed.append(
        RequestChange(label: left.label, from: left.outcome, to: right.outcome))
    } else if left.path != right.path {
      moved += 1
    } else if left.added != right.added {
      delayed += 1
    }
  }

  /// Requests with the same outcomes on both sides.
  public struct Group: Equatable, Sendable {
    /// How they came out on either side; nil where they were never sent.
    public var from: SeenOutcome?
    /// See `from`.
    public var to: SeenOutcome?
    /// The requests, in the order of their names.
    public var labels: [RequestLabel]
  }

  /// The changed requests by what they changed from and to; the largest group first.
  public var groups: [Group] {
    var groups: [Group] = []
    for change in changed {
      if let place = groups.firstIndex(where: { $0.from == change.from && $0.to == change.to }) {
        groups[place].labels.append(change.label)
      } else {
        groups.append(Group(from: change.from, to: change.to, labels: [change.label]))
      }
    }
    // A sort that keeps equal ones in their order.
    return groups.enumerated().sorted {
      ($1.element.labels.count, $0.offset) < ($0.element.labels.count, $1.offset)
    }.map(\.element)
  }
}

extension RequestLabel {
  /// Whether this label stands before another in lists.
  func isBefore(_ other: RequestLabel) -> Bool {
    (traffic, conversation, turn, tries)
      < (other.traffic, other.conversation, other.turn, other.tries)
  }
}
