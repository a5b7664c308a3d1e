import Primitives

extension Router {
  /// How many tries one request may have, its fallbacks' and those that found nobody among them.
  ///
  /// Retries times fallbacks grow without a bound of their own: a list that leads back to its own
  /// name doubles the walk with every step of `max_fallbacks`. No gateway has this limit.
  public static let triesMax = 10_000

  /// Counts a try after the first; false if the request has had all that one may have.
  ///
  /// The count belongs to a generation of the slot, so that a request without a second try, nearly
  /// every one, has nothing to clear.
  mutating func countsTry(_ place: Int) -> Bool {
    let generation = slots[place].arrival.id.generation
    if slots[place].triesCountedOf != generation {
      slots[place].triesCountedOf = generation
      slots[place].tries = 1
    }
    guard slots[place].tries < Self.triesMax else { return false }
    slots[place].tries += 1
    return true
  }
}
