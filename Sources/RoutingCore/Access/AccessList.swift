/// A name that stands for another one.
public struct NameAlias: Equatable, Sendable {
  /// The name as it is asked for.
  public var name: String
  /// What it stands for.
  public var target: String

  /// Makes an alias.
  public init(name: String, target: String) {
    self.name = name
    self.target = target
  }
}

extension [NameAlias] {
  /// What a name stands for, itself if it is no alias; the last entry of a name counts.
  func target(of name: String) -> String {
    last { $0.name.utf8.elementsEqual(name.utf8) }?.target ?? name
  }
}

/// What a caller lists as its models: names, access groups, and patterns, with its patterns
/// compiled.
public struct AccessList: Sendable {
  /// The entries as they are written.
  public let entries: [String]
  /// The entries that hold a star, compiled, or why Python refuses them.
  private let patterns: [Result<RegularExpression, PatternProblem>]

  /// Makes a list.
  public init(_ entries: [String]) {
    self.entries = entries
    patterns = entries.filter { $0.utf8.contains(UInt8(ascii: "*")) }.map { entry in
      do throws(PatternProblem) {
        return .success(try RegularExpression("^" + entry.replacing("*", with: ".*") + "$"))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Why entries cannot be used, with the entries.
  public var problems: [(entry: String, problem: PatternProblem)] {
    zip(entries.filter { $0.utf8.contains(UInt8(ascii: "*")) }, patterns).compactMap {
      if case .failure(let problem) = $1 { ($0, problem) } else { nil }
    }
  }

  /// Whether an entry is just this text.
  func holds(_ text: String) -> Bool {
    entries.contains { $0.utf8.elementsEqual(text.utf8) }
  }

  /// Whether a pattern matches; an entry that Python refuses raises once it is reached.
  func matches(_ name: String) throws(PatternProblem) -> Bool {
    for pattern in patterns {
      if try pattern.get().matchesPrefix(of: name) { return true }
    }
    return false
  }
}
