/// What `--accept` and `--reject` name.
public enum ReviewSelector: Equatable, Sendable {
  /// All changes of a class.
  case kind(ChangeClass)
  /// All changes of a cause, by its number in the review.
  case cause(Int)
  /// All changes of a scenario, or that of one variant.
  case scenario(String, variant: String?)

  /// What can be written.
  public static let accepted =
    "all-neutral, better, new, gone, cause:NUMBER, SCENARIO, 'SCENARIO · VARIANT', SCENARIO:VARIANT"

  /// Reads a selector; changes for the worse are named one by one, so there is no word for them.
  public init?(_ text: String) {
    let bare = text.hasPrefix("all-") ? String(text.dropFirst(4)) : text
    if let kind = ChangeClass(rawValue: bare.uppercased()), kind != .worse {
      self = .kind(kind)
      return
    }
    if text.hasPrefix("cause:") {
      guard let number = Int(text.dropFirst(6)), number > 0 else { return nil }
      self = .cause(number)
      return
    }
    let separator = text.contains("·") ? "·" : ":"
    let parts = text.split(separator: separator, maxSplits: 1).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard let scenario = parts.first, !scenario.isEmpty else { return nil }
    self = .scenario(scenario, variant: parts.count == 2 ? parts[1] : nil)
  }

  /// The places of the changes that it names.
  public func matches(in review: GoldenReview) -> [Int] {
    review.changes.indices.filter { place in
      let change = review.changes[place]
      switch self {
      case .kind(let kind): return change.kind == kind
      case .cause(let number): return review.cause(of: place) == number
      case .scenario(let scenario, let variant):
        return change.scenario == scenario && (variant == nil || change.variant == variant)
      }
    }
  }
}
