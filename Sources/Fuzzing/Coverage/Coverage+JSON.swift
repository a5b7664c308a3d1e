public import WireFormats

extension Coverage {
  /// Its sums as JSON, for the parts of a campaign to be added up.
  public var json: JSONValue {
    .members([
      "worlds": .integer(worlds), "cells": .array(cells.map { .integer($0) }),
      "features": .array(features.map { .integer($0) }),
      "both": .array(both.map { .integer($0) }),
    ])
  }

  /// A coverage from its sums; nil if they are not those of this program's situations and features.
  public init?(_ json: JSONValue) {
    self.init()
    func sums(_ name: String, _ count: Int) -> [Int]? {
      let numbers = (json[name]?.array ?? []).compactMap(\.integer).map { Int($0) }
      // Bounded, so that no sum of two overflows.
      guard numbers.count == count, numbers.allSatisfy({ (0...Self.sumMax).contains($0) }) else {
        return nil
      }
      return numbers
    }
    guard let worlds = json["worlds"]?.integer, (0...Self.sumMax).contains(Int(worlds)),
      let cells = sums("cells", cells.count), let features = sums("features", features.count),
      let both = sums("both", both.count)
    else { return nil }
    self.init(worlds: Int(worlds), cells: cells, features: features, both: both)
  }

  /// The largest sum that is read: as many worlds as no campaign runs.
  private static let sumMax = 1_000_000_000_000
}
