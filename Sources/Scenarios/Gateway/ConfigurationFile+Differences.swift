/// A setting in which two configurations differ.
public struct SettingDifference: Equatable, Sendable {
  /// What leads to it: keys, and places in lists.
  var path: [Step]
  /// Its value on either side, on one line and without secrets; nil if it is not set.
  public var from: String?
  /// See `from`.
  public var to: String?

  /// A key of a mapping, or a place in a list.
  enum Step: Equatable, Sendable {
    case key(String)
    case place(Int)
  }

  /// As people write it: `model_list[2].litellm_params.weight`; places count from one.
  public var name: String {
    path.reduce("") { text, step in
      switch step {
      case .key(let key): text + (text.isEmpty ? "" : ".") + Redaction.text(key)
      case .place(let place): text + "[\(place + 1)]"
      }
    }
  }
}

extension ConfigurationFile {
  /// How many differences are told apart; of more, whole entries and sections are one each.
  static let differencesMax = 40

  /// What is set otherwise in another configuration, in the order of the files.
  public func differences(to other: ConfigurationFile) -> [SettingDifference] {
    for depth in [Int.max, 2, 1] {
      var found: [SettingDifference] = []
      Self.collect(root, other.root, [], depth: depth, into: &found)
      if found.count <= Self.differencesMax || depth == 1 { return found }
    }
    return []
  }

  /// The configuration with some settings as another has them; nil if it cannot be read so.
  public func with(
    _ differences: [SettingDifference], of other: ConfigurationFile
  ) -> ConfigurationFile? {
    let changed = differences.reduce(root) { root, difference in
      root.replacing(difference.path[...], with: other.root.node(at: difference.path))
    }
    let problems = Problems()
    let file = ConfigurationFile(path, changed, problems)
    return problems.hasErrors ? nil : file
  }

  private static func collect(
    _ left: YAMLNode?, _ right: YAMLNode?, _ path: [SettingDifference.Step], depth: Int,
    into found: inout [SettingDifference]
  ) {
    guard !isSame(left, right) else { return }
    if path.count < depth {
      // A section that one side lacks is one in which nothing is set.
      if let mine = left?.members ?? (left == nil ? [] : nil),
        let theirs = right?.members ?? (right == nil ? [] : nil)
      {
        let keys =
          mine.map(\.key)
          + theirs.map(\.key).filter { key in
            !mine.contains { $0.key.utf8.elementsEqual(key.utf8) }
          }
        for key in keys {
          collect(
            left?.value(key), right?.value(key), path + [.key(key)], depth: depth, into: &found)
        }
        return
      }
      if case .sequence(let mine)? = left?.content, case .sequence(let theirs)? = right?.content,
        mine.count == theirs.count
      {
        for place in mine.indices {
          collect(mine[place], theirs[place], path + [.place(place)], depth: depth, into: &found)
        }
        return
      }
    }
    found.append(SettingDifference(path: path, from: shown(left, path), to: shown(right, path)))
  }

  private static func isSame(_ left: YAMLNode?, _ right: YAMLNode?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    switch (left.content, right.content) {
    case (.scalar(let mine, let isQuoted), .scalar(let theirs, let areQuoted)):
      return mine.utf8.elementsEqual(theirs.utf8) && isQuoted == areQuoted
    case (.sequence(let mine), .sequence(let theirs)):
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy { isSame($0, $1) }
    case (.mapping(let mine), .mapping(let theirs)):
      return mine.count == theirs.count
        && zip(mine, theirs).allSatisfy {
          $0.key.utf8.elementsEqual($1.key.utf8) && isSame($0.value, $1.value)
        }
    case (.scalar, _), (.sequence, _), (.mapping, _): return false
    }
  }

  /// A value on one line; lists of entries are counted, and secrets stay hidden.
  private static func shown(_ node: YAMLNode?, _ path: [SettingDifference.Step]) -> String? {
    guard let node else { return nil }
    let isSecret = path.contains { step in
      if case .key(let key) = step { Redaction.isSecret(key: key) } else { false }
    }
    if isSecret { return Redaction.mark }
    if case .sequence(let items) = node.content, items.contains(where: { $0.members != nil }) {
      return items.count == 1 ? "1 entry" : "\(items.count) entries"
    }
    return node.flow
  }
}

extension YAMLNode {
  /// What a path leads to.
  fileprivate func node(at path: [SettingDifference.Step]) -> YAMLNode? {
    path.reduce(Optional(self)) { node, step in
      switch step {
      case .key(let key): node?.value(key)
      case .place(let place): node.flatMap { place < $0.items.count ? $0.items[place] : nil }
      }
    }
  }

  /// The node with what a path leads to replaced; nil takes it away.
  fileprivate func replacing(
    _ path: ArraySlice<SettingDifference.Step>, with node: YAMLNode?
  ) -> YAMLNode {
    var changed = self
    switch path.first {
    case nil: return node ?? self
    case .place(let place)?:
      var items = items
      guard place < items.count else { return self }
      items[place] = items[place].replacing(path.dropFirst(), with: node)
      changed.content = .sequence(items)
    case .key(let key)?:
      var members = members ?? []
      let found = members.lastIndex { $0.key.utf8.elementsEqual(key.utf8) }
      if path.count == 1, node == nil {
        if let found { members.remove(at: found) }
      } else {
        let empty = YAMLNode(content: .mapping([]), place: self.place)
        let below = found.map { members[$0].value } ?? empty
        let value = below.replacing(path.dropFirst(), with: node)
        if let found {
          members[found].value = value
        } else {
          members.append(YAMLMember(key: key, keyPlace: value.place, value: value))
        }
      }
      changed.content = .mapping(members)
    }
    return changed
  }
}
