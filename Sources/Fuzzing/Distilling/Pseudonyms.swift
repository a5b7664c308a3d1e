/// Made-up names for real ones, in the order in which they are first seen.
struct Pseudonyms: Sendable {
  private let prefix: String
  private var places: [String: Int] = [:]

  init(_ prefix: String) { self.prefix = prefix }

  /// The made-up name; the same each time.
  mutating func of(_ name: String) -> String {
    if let known = known(name) { return known }
    places[name] = places.count + 1
    return "\(prefix)\(places.count)"
  }

  /// The made-up name of a name that was seen.
  func known(_ name: String) -> String? { places[name].map { "\(prefix)\($0)" } }
}
