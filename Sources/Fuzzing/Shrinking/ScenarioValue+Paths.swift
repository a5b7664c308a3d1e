import Scenarios

/// A step into a value.
enum Step: Equatable {
  case key(String)
  case place(Int)
}

extension ScenarioValue {
  /// The paths to all parts, outer ones before what they hold.
  var paths: [[Step]] {
    var found: [[Step]] = []
    collect([], into: &found)
    return found
  }

  private func collect(_ path: [Step], into found: inout [[Step]]) {
    found.append(path)
    switch self {
    case .list(let items):
      for (place, item) in items.enumerated() { item.collect(path + [.place(place)], into: &found) }
    case .map(let members):
      for member in members { member.value.collect(path + [.key(member.key)], into: &found) }
    case .text, .number, .plain: break
    }
  }

  /// The part that a path leads to, if it leads anywhere.
  func part(at path: [Step]) -> ScenarioValue? {
    var part = self
    for step in path {
      switch (step, part) {
      case (.key(let key), .map(let members)):
        guard let member = members.first(where: { $0.key == key }) else { return nil }
        part = member.value
      case (.place(let place), .list(let items)) where place < items.count: part = items[place]
      default: return nil
      }
    }
    return part
  }

  /// The value with a part replaced, or left out.
  func replacing(_ path: [Step], by part: ScenarioValue?) -> ScenarioValue {
    guard let first = path.first else { return part ?? self }
    let rest = Array(path.dropFirst())
    switch (first, self) {
    case (.key(let key), .map(var members)):
      guard let place = members.firstIndex(where: { $0.key == key }) else { return self }
      if rest.isEmpty, part == nil {
        members.remove(at: place)
      } else {
        members[place].value = members[place].value.replacing(rest, by: part)
      }
      return .map(members)
    case (.place(let place), .list(var items)) where place < items.count:
      if rest.isEmpty, part == nil {
        items.remove(at: place)
      } else {
        items[place] = items[place].replacing(rest, by: part)
      }
      return .list(items)
    default: return self
    }
  }

  /// Simpler scalars to try in its place, the simplest first.
  var simplerOnes: [ScenarioValue] {
    switch self {
    case .number(let number) where number > 0:
      var tried = [0, 1, 2, number / 2, number - 1].filter { $0 < number }
      tried = tried.enumerated().filter { place, one in
        !tried[..<place].contains(one)
      }.map(\.element)
      return tried.map { .number($0) }
    case .text(let text), .plain(let text): return Self.shorterDurations(text)
    case .list(let items) where items.count > 1 && items.allSatisfy(\.isEmptyMap):
      return [.number(items.count)]
    case .map(let members) where members.count == 1 && members[0].key == "uniform":
      return [.text("1s")]
    case .number, .list, .map: return []
    }
  }

  private var isEmptyMap: Bool {
    guard case .map(let members) = self else { return false }
    return members.isEmpty
  }

  private static func shorterDurations(_ text: String) -> [ScenarioValue] {
    let digits = text.prefix { $0.isNumber }
    guard let number = Int(digits), number > 1,
      ["ms", "s", "m", "h"].contains(text.dropFirst(digits.count))
    else { return [] }
    let unit = text.dropFirst(digits.count)
    return [1, number / 10, number / 2, number - 1]
      .filter { $0 >= 1 && $0 < number }.map { .text("\($0)\(unit)") }
  }
}
