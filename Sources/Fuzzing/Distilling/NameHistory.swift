import RoutingCore
import Scenarios

/// What a log tells of names that no entry of the configuration has, and of what keys may call.
struct NameHistory {
  private struct Name {
    var written: String
    var made: String
    var provider: String?
    var isAnswered = false
    var isDeniedFirst = false
  }

  private struct Key {
    var name: String
    var isDenied = false
    /// Names of entries that it was answered for.
    var configured: [String] = []
    /// Names that no entry has: those that it was answered for, and those that it asked for.
    var answered: [String] = []
    var asked: [String] = []
  }

  private let patterns: [(written: String, made: String)]
  private var names: [Name] = []
  private var callers: [Key] = []
  private var byName: [String: Int] = [:]
  private var byKey: [String: Int] = [:]

  init(_ patterns: [(written: String, made: String)]) { self.patterns = patterns }

  /// Notes a request: `entry` is the name of the entry that it went to, if one is known.
  mutating func note(
    _ line: TrafficLog.Line, made: String, isConfigured: Bool, error: String?, key: String,
    entry: String?
  ) {
    let isDenied =
      error.map { code in ErrorKind.allCases.contains { $0.denialType == code } }
      ?? ([401, 403].contains(line.status) && line.deployment.isEmpty)
    let caller = byKey[key] ?? callers.count
    if caller == callers.count {
      byKey[key] = caller
      callers.append(Key(name: key))
    }
    if isDenied { callers[caller].isDenied = true }
    if isConfigured {
      if !isDenied, !callers[caller].configured.contains(made) {
        callers[caller].configured.append(made)
      }
      return
    }
    if !callers[caller].asked.contains(made) { callers[caller].asked.append(made) }
    if !isDenied, !callers[caller].answered.contains(made) {
      callers[caller].answered.append(made)
    }
    let place = byName[made] ?? names.count
    if place == names.count {
      byName[made] = place
      names.append(Name(written: line.model, made: made))
      names[place].isDeniedFirst = isDenied
      names[place].provider = AnonymousConfiguration.split(line.model).provider
    }
    guard !isDenied else { return }
    names[place].isAnswered = true
    if names[place].provider == nil, let entry {
      names[place].provider = AnonymousConfiguration.split(entry).provider
    }
  }

  /// The first pattern's provider: whoever answers for a name that nothing tells more of.
  private var providerDefault: String? {
    patterns.compactMap { AnonymousConfiguration.split($0.made).provider }.first
  }

  /// The names that the cost map must know: those that were answered once, or that it is known to
  /// list.
  func listed(costMap: [String: String]) -> [LoggedTraffic.Listed] {
    names.compactMap { name in
      let known = costMap[name.written]
      guard name.isAnswered || known != nil,
        let provider = known ?? name.provider ?? providerDefault
      else { return nil }
      return LoggedTraffic.Listed(
        name: name.made, provider: provider, isNew: name.isDeniedFirst)
    }
  }

  /// What each key may call: everything, unless it was refused something. Then what it was answered
  /// for, with the patterns of other names; those that the cost map lists count as answered.
  func keys(
    _ listed: [LoggedTraffic.Listed], costMap: [String: String]
  ) -> [(name: String, models: [String])] {
    let known = names.filter { costMap[$0.written] != nil }.map(\.made)
    return callers.map { caller in
      guard caller.isDenied else { return (caller.name, []) }
      var models = caller.configured
      for name in caller.asked where caller.answered.contains(name) || known.contains(name) {
        let provider = listed.first { $0.name == name }?.provider
        guard let pattern = pattern(of: name, provider) else { continue }
        if !models.contains(pattern) { models.append(pattern) }
      }
      // A list without an entry would open everything.
      return (caller.name, models.isEmpty ? ["nothing"] : models)
    }
  }

  /// The pattern that a made-up name has by its letters, else by its provider.
  private func pattern(of name: String, _ provider: String?) -> String? {
    guard let provider else { return nil }
    let made = patterns.map(\.made)
    return made.first { $0.contains("/") && name.hasPrefix($0.prefix { $0 != "*" }) }
      ?? made.first { $0 == provider + "/*" }
      ?? made.first { name.hasPrefix($0.prefix { $0 != "*" }) }
  }
}
