import Yams

/// Bounds on what a YAML file may hold.
public struct YAMLLimits: Sendable {
  /// The most bytes.
  public var bytesMax = 4 << 20
  /// The deepest nesting.
  public var depthMax = 64
  /// The most nodes, aliases expanded.
  public var nodesMax = 200_000

  /// Makes the defaults.
  public init() {}
}

/// Reads a YAML text into nodes with places.
struct YAMLFile {
  let file: String
  let limits: YAMLLimits
  let problems: Problems

  /// The root node, or nil if there is none; problems say why.
  func read(_ bytes: [UInt8]) -> YAMLNode? {
    guard bytes.count <= limits.bytesMax else {
      report(
        "file-too-large", 0, 0,
        "the file has \(bytes.count) bytes, at most \(limits.bytesMax) are read")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("not-utf8", 0, 0, "the file is not UTF-8 text")
      return nil
    }
    if let (line, column) = AliasedKeys.first(in: bytes) {
      report("aliased-key", line, column, "a key may not be, or hold, an alias")
      return nil
    }
    let root: Node?
    do {
      // Tags of plain scalars are not asked for, and no variable chooses the encoding.
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      report(error, in: text)
      return nil
    } catch {
      report("invalid-yaml", 0, 0, "the file is not YAML")
      return nil
    }
    guard let root else {
      report("empty-file", 0, 0, "the file is empty")
      return nil
    }
    var count = 0
    return convert(root, depth: 1, count: &count)
  }

  private func report(_ code: String, _ line: Int, _ column: Int, _ message: String) {
    problems.add(
      Diagnostic(code: code, file: file, line: line, column: column, message: message))
  }

  private func report(_ error: YamlError, in text: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // A file that ends too early is wrong at its last line, not at one after it.
      let isAfterEnd = mark.line > Self.lineCount(text)
      report(
        "invalid-yaml", isAfterEnd ? mark.line - 1 : mark.line, isAfterEnd ? 1 : mark.column,
        "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      report(
        "duplicate-key", context.mark.line, context.mark.column,
        "a mapping names \(names) more than once")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.unicodeScalars.prefix(offset ?? 0)
      let line = before.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
      report("invalid-yaml", line, 1, "this is not YAML: \(problem)")
    default: report("invalid-yaml", 0, 0, "the file is not YAML")
    }
  }

  /// How many lines a text has, by the breaks that YAML knows: CR, LF, both, NEL, LS and PS.
  private static func lineCount(_ text: String) -> Int {
    var count = 1
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
        if scalar != "\n" || last != "\r" { count += 1 }
      }
      last = scalar
    }
    return count
  }

  /// Copies a node with its place; stops at the limits, which aliases count against, too.
  private func convert(_ node: Node, depth: Int, count: inout Int) -> YAMLNode? {
    let mark = node.mark
    let place = SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    count += 1
    guard count <= limits.nodesMax else {
      if count == limits.nodesMax + 1 {
        report(
          "too-many-nodes", place.line, place.column,
          "the file holds more than \(limits.nodesMax) nodes once its aliases are expanded")
      }
      return nil
    }
    guard depth <= limits.depthMax else {
      report(
        "too-deep", place.line, place.column,
        "the file is nested more than \(limits.depthMax) levels deep")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted =
        scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        || scalar.style == .literal || scalar.style == .folded
      return YAMLNode(content: .scalar(scalar.string, isQuoted: isQuoted), place: place)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence {
        guard let item = convert(item, depth: depth + 1, count: &count) else { return nil }
        items.append(item)
      }
      return YAMLNode(content: .sequence(items), place: place)
    case .mapping(let mapping):
      return convert(mapping, place, depth: depth, count: &count)
    case .alias:
      report("unknown-alias", place.line, place.column, "an alias names no anchor above it")
      return nil
    }
  }

  private func convert(
    _ mapping: Node.Mapping, _ place: SourcePlace, depth: Int, count: inout Int
  ) -> YAMLNode? {
    var members: [YAMLMember] = []
    var merged: [YAMLMember] = []
    for (key, value) in mapping {
      let keyMark = key.mark
      let keyPlace = SourcePlace(
        file: file, line: keyMark?.line ?? place.line, column: keyMark?.column ?? place.column)
      guard case .scalar(let name) = key else {
        report("key-not-text", keyPlace.line, keyPlace.column, "a key is not a text")
        return nil
      }
      guard let value = convert(value, depth: depth + 1, count: &count) else { return nil }
      if name.string == "<<", name.style == .plain {
        // A merge key: what stands here wins over what is merged in.
        merged.append(contentsOf: value.members ?? [])
      } else {
        members.append(YAMLMember(key: name.string, keyPlace: keyPlace, value: value))
      }
    }
    for member in merged where !members.contains(where: { $0.key == member.key }) {
      members.append(member)
    }
    return YAMLNode(content: .mapping(members), place: place)
  }
}
