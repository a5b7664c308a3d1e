/// A place in a file.
public struct SourcePlace: Equatable, Sendable {
  /// The file as the user named it.
  public var file: String
  /// From one.
  public var line: Int
  /// From one.
  public var column: Int

  /// Makes a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// A YAML node with its place: what every reader works on, so that every problem has a position.
public struct YAMLNode: Sendable {
  /// What the node is.
  public indirect enum Content: Sendable {
    /// A scalar and whether it was quoted.
    case scalar(String, isQuoted: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLMember])
  }

  /// What the node is.
  public var content: Content
  /// Where it stands.
  public var place: SourcePlace

  /// Whether it is an empty plain scalar, `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What a message calls the node.
  var kindName: String {
    switch content {
    case .scalar(let text, _):
      isNull ? "nothing" : "'\(text.count > 40 ? String(text.prefix(37)) + "..." : text)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The members, if the node is a mapping.
  var members: [YAMLMember]? {
    guard case .mapping(let members) = content else { return nil }
    return members
  }

  /// The value of a key, if the node is a mapping that has it.
  func value(_ key: String) -> YAMLNode? {
    members?.last { $0.key == key }?.value
  }
}

/// A key and its value.
public struct YAMLMember: Sendable {
  /// The key.
  public var key: String
  /// Where the key stands.
  public var keyPlace: SourcePlace
  /// The value.
  public var value: YAMLNode
}

extension YAMLNode {
  /// This node with another laid over it: mappings are merged key by key, anything else is
  /// replaced.
  func overlaid(with other: YAMLNode?) -> YAMLNode {
    guard let other else { return self }
    guard let below = members, let above = other.members else { return other }
    var merged = below
    for member in above {
      if let place = merged.firstIndex(where: { $0.key == member.key }) {
        merged[place].value = merged[place].value.overlaid(with: member.value)
        merged[place].keyPlace = member.keyPlace
      } else {
        merged.append(member)
      }
    }
    return YAMLNode(content: .mapping(merged), place: other.place)
  }
}
