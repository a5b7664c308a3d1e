import Primitives

/// Reads typed values out of nodes and tells of everything that does not fit.
struct NodeReader {
  let problems: Problems

  func report(
    _ code: String, _ place: SourcePlace, _ message: String, hint: String = "",
    severity: Diagnostic.Severity = .error
  ) {
    problems.add(
      Diagnostic(
        code: code, severity: severity, file: place.file, line: place.line, column: place.column,
        message: message, hint: hint))
  }

  /// The members of a mapping; keys that are not accepted are problems.
  func mapping(
    _ node: YAMLNode?, _ what: String, accepted: [String]
  ) -> [YAMLMember]? {
    guard let node else { return nil }
    guard let members = node.members else {
      report(
        "expected-mapping", node.place, "\(what) is \(node.kindName), expected a mapping",
        hint: "accepted keys: " + accepted.joined(separator: ", "))
      return nil
    }
    for member in members where !accepted.contains(member.key) {
      report(
        "unknown-key", member.keyPlace, "\(what) has no key '\(member.key)'",
        hint: NearestName.hint(for: member.key, among: accepted))
    }
    return members
  }

  func sequence(_ node: YAMLNode?, _ what: String) -> [YAMLNode]? {
    guard let node else { return nil }
    guard case .sequence(let items) = node.content else {
      report("expected-list", node.place, "\(what) is \(node.kindName), expected a list")
      return nil
    }
    return items
  }

  func text(_ node: YAMLNode?, _ what: String) -> String? {
    guard let node else { return nil }
    guard case .scalar(let text, let isQuoted) = node.content, isQuoted || !node.isNull else {
      report("expected-text", node.place, "\(what) is \(node.kindName), expected a text")
      return nil
    }
    return text
  }

  func integer(_ node: YAMLNode?, _ what: String, _ range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    guard case .scalar(let text, isQuoted: false) = node.content,
      let number = Int(text.replacing("_", with: ""))
    else {
      report("expected-integer", node.place, "\(what) is \(node.kindName), expected a whole number")
      return nil
    }
    guard range.contains(number) else {
      report(
        "out-of-range", node.place,
        "\(what) is \(number), accepted are \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A number that a LiteLLM configuration holds; text of a number counts, as it does in YAML 1.1.
  func number(_ node: YAMLNode?, _ what: String) -> Double? {
    guard let node else { return nil }
    guard case .scalar(let text, _) = node.content, let number = Double(text), number.isFinite
    else {
      report("expected-number", node.place, "\(what) is \(node.kindName), expected a number")
      return nil
    }
    return number
  }

  func bool(_ node: YAMLNode?, _ what: String) -> Bool? {
    guard let node else { return nil }
    if case .scalar(let text, isQuoted: false) = node.content {
      switch text {
      case "true", "True", "TRUE", "yes", "on": return true
      case "false", "False", "FALSE", "no", "off": return false
      default: break
      }
    }
    report("expected-bool", node.place, "\(what) is \(node.kindName), expected true or false")
    return nil
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode?, _ what: String, _ type: Choice.Type
  ) -> Choice? {
    guard let text = text(node, what), let node else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(
      "unknown-value", node.place, "\(what) is '\(text)'",
      hint: NearestName.hint(for: text, among: Choice.allCases.map(\.rawValue)))
    return nil
  }

  func duration(_ node: YAMLNode?, _ what: String) -> SimDuration? {
    guard let text = text(node, what), let node else { return nil }
    if let duration = DurationText.parse(text) { return duration }
    report(
      "expected-duration", node.place, "\(what) is '\(text)', expected a duration",
      hint: "write a number and a unit: 250us, 10ms, 1.5s, 2m, 6h, 1d")
    return nil
  }

  /// A duration that is not zero.
  func positiveDuration(_ node: YAMLNode?, _ what: String) -> SimDuration? {
    guard let node, let duration = duration(node, what) else { return nil }
    if duration > .zero { return duration }
    report("out-of-range", node.place, "\(what) is zero")
    return nil
  }

  func reportMissing(_ key: String, in what: String, _ place: SourcePlace, hint: String = "") {
    report("missing-key", place, "\(what) lacks the key '\(key)'", hint: hint)
  }
}

extension [YAMLMember] {
  /// The value of a key.
  subscript(key: String) -> YAMLNode? { last { $0.key == key }?.value }
}
