public import Primitives
public import Tunnel

/// Where two runs first go different ways.
public struct Divergence: Equatable, Sendable {
  /// The request.
  public var label: RequestLabel
  /// The attempt whose pick differs, or the candidates it was made from; nil if every pick until
  /// then is the same, and only what came of the request differs.
  public var ordinal: UInt16?
  /// When.
  public var at: Instant

  /// The first decision that differs, or the first end of a request, whichever comes first; nil if
  /// neither differs.
  public init?(_ from: RequestLog, _ to: RequestLog) {
    let pick = Self.firstPick(from, to)
    let end = Self.firstEnd(from, to)
    switch (pick, end) {
    case (nil, nil): return nil
    case (let first?, nil): self = first
    case (nil, let first?): self = first
    case (let pick?, let end?): self = pick.at <= end.at ? pick : end
    }
  }

  private init(label: RequestLabel, ordinal: UInt16?, at: Instant) {
    self.label = label
    self.ordinal = ordinal
    self.at = at
  }

  /// Both runs are alike until their first difference, so places in both logs correspond.
  private static func firstPick(_ from: RequestLog, _ to: RequestLog) -> Divergence? {
    let (left, right) = (from.decisions, to.decisions)
    let shared = min(left.count, right.count)
    let place = (0..<shared).first { left[$0] != right[$0] } ?? shared
    let mine = place < left.count ? left[place] : nil
    let theirs = place < right.count ? right[place] : nil
    // Of two different decisions the earlier one has no partner in the other run.
    guard let mine else { return theirs.flatMap { divergence($0, to) } }
    guard let theirs, theirs.at < mine.at else { return divergence(mine, from) }
    return divergence(theirs, to)
  }

  private static func divergence(_ decision: LoggedDecision, _ log: RequestLog) -> Divergence? {
    // A run that stopped at a limit may have requests that never ended.
    log.requests.first { $0.number == decision.number }.map {
      Divergence(label: $0.label, ordinal: decision.ordinal, at: decision.at)
    }
  }

  private static func firstEnd(_ from: RequestLog, _ to: RequestLog) -> Divergence? {
    let (left, right) = (from.requests, to.requests)
    let shared = min(left.count, right.count)
    let place = (0..<shared).first { left[$0] != right[$0] } ?? shared
    let mine = place < left.count ? left[place] : nil
    let theirs = place < right.count ? right[place] : nil
    guard let mine else {
      return theirs.map { Divergence(label: $0.label, ordinal: nil, at: $0.endedAt) }
    }
    guard let theirs, theirs.endedAt < mine.endedAt else {
      return Divergence(label: mine.label, ordinal: nil, at: mine.endedAt)
    }
    return Divergence(label: theirs.label, ordinal: nil, at: theirs.endedAt)
  }
}
