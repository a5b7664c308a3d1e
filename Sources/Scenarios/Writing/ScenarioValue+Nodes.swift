extension ScenarioValue {
  private static let nowhere = SourcePlace(file: "scenario.yaml", line: 1, column: 1)

  /// What a reader would make of the value, without its text in between.
  var node: YAMLNode {
    switch self {
    case .text(let text):
      YAMLNode(
        content: .scalar(text, isQuoted: Self.scalar(text) != text), place: Self.nowhere)
    case .number(let number):
      YAMLNode(content: .scalar(String(number), isQuoted: false), place: Self.nowhere)
    case .plain(let text):
      YAMLNode(content: .scalar(text, isQuoted: false), place: Self.nowhere)
    case .list(let items):
      YAMLNode(content: .sequence(items.map(\.node)), place: Self.nowhere)
    case .map(let members):
      YAMLNode(
        content: .mapping(
          members.map {
            YAMLMember(key: $0.key, keyPlace: Self.nowhere, value: $0.value.node)
          }), place: Self.nowhere)
    }
  }

  /// The value that was read.
  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, let isQuoted):
      if !isQuoted, let number = Int(text), String(number) == text {
        self = .number(number)
      } else {
        self = isQuoted || Self.scalar(text) == text ? .text(text) : .plain(text)
      }
    case .sequence(let items): self = .list(items.map { ScenarioValue($0) })
    case .mapping(let members):
      self = .map(members.map { ($0.key, ScenarioValue($0.value)) })
    }
  }

  /// The value of a key, if this is a mapping that has it.
  package subscript(key: String) -> ScenarioValue? {
    get {
      guard case .map(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .map(var members) = self else { return }
      let place = members.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
      self = .map(members)
    }
  }

  /// The entries, if this is a list.
  package var items: [ScenarioValue]? {
    guard case .list(let items) = self else { return nil }
    return items
  }

  /// The members, if this is a mapping.
  package var members: [(key: String, value: ScenarioValue)]? {
    guard case .map(let members) = self else { return nil }
    return members
  }

  /// The text of a scalar.
  package var scalar: String? {
    switch self {
    case .text(let text), .plain(let text): text
    case .number(let number): String(number)
    case .list, .map: nil
    }
  }

  /// How many scalars, lists and mappings it is made of.
  package var size: Int {
    switch self {
    case .text, .plain, .number: 1
    case .list(let items): items.reduce(1) { $0 + $1.size }
    case .map(let members): members.reduce(1) { $0 + $1.value.size }
    }
  }
}
