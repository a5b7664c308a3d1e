import RoutingCore
import Scenarios
import Upstreams

/// A log with made-up names: who asked for what, when, and what came of it.
struct LoggedTraffic: Sendable {
  /// One request; its last attempt says how it ended.
  struct Turn: Sendable {
    var time: Int64
    var name: String
    var status: Int
    var error: String?
    var streams: Bool
    var surface: String?

    var isWrong: Bool { status >= 400 && status != 499 }
  }

  /// The turns of one client, by time.
  struct Conversation: Sendable {
    var key: String
    var turns: [Turn]
  }

  /// Errors of one upstream that nothing but itself can explain.
  struct Fault: Sendable {
    var upstream: String
    var status: Int
    var from: Int64
    var until: Int64
  }

  /// A name that no entry has, for which the cost map knows a provider.
  struct Listed: Sendable {
    var name: String
    var provider: String
    /// Whether it was refused before it was ever answered.
    var isNew: Bool
  }

  /// What the log is read with.
  struct Source {
    var log: TrafficLog
    var written: ScenarioValue
    var costMap: [String: String]
  }

  var configuration: AnonymousConfiguration
  private(set) var conversations: [Conversation] = []
  private(set) var faults: [Fault] = []
  private(set) var keys: [(name: String, models: [String])] = []
  private(set) var listed: [Listed] = []
  /// Lines that name a model which the configuration lacks.
  private(set) var unknownModels = 0
  /// Lines that name a deployment which the configuration lacks.
  private(set) var unknownDeployments = 0
  /// How many requests there are.
  var requests: Int { conversations.reduce(0) { $0 + $1.turns.count } }
  private var aliases = Pseudonyms("k")

  /// What scenarios can say of an error; any other code is no one's business.
  static let codes =
    RefusalReason.allCases.filter { $0 != .none && $0 != .fault }.map(\.code)
    + ErrorKind.allCases.compactMap(\.denialType)

  /// `deployments` says what the log may call each deployment, `upstreams` what stands behind it.
  init(_ source: Source, _ configuration: AnonymousConfiguration, _ places: DeploymentPlaces) {
    self.configuration = configuration
    var places = places
    var names = NameHistory(configuration.patterns)
    var byConversation: [String: Int] = [:]
    var byRequest: [String: (conversation: Int, turn: Int)] = [:]
    for line in source.log.lines {
      let isConfigured = configuration.isConfigured(line.model)
      guard isConfigured || !configuration.patterns.isEmpty else {
        unknownModels += 1
        continue
      }
      let name = self.configuration.name(line.model)
      let place = places.place(of: line.deployment, model: line.model)
      if !line.deployment.isEmpty, place == nil { unknownDeployments += 1 }
      let error = line.error.flatMap { Self.codes.contains($0) ? $0 : nil }
      if let place { note(line, at: places.upstreams[place]) }
      let key = aliases.of(line.key)
      names.note(
        line, made: name, isConfigured: isConfigured, error: error, key: key,
        entry: place.map { places.written[$0]["model_name"]?.scalar ?? "" })
      let turn = Turn(
        time: line.time, name: name, status: line.status, error: error, streams: line.streams,
        surface: line.surface)
      let request = line.request.map { (line.conversation ?? "") + "\n" + $0 }
      if let request, let known = byRequest[request] {
        // Another attempt: the request is as old as its first one.
        var last = turn
        last.time = conversations[known.conversation].turns[known.turn].time
        conversations[known.conversation].turns[known.turn] = last
        continue
      }
      let known = line.conversation.flatMap { byConversation[$0] }
      let number = known ?? conversations.count
      if known == nil { conversations.append(Conversation(key: key, turns: [])) }
      if let conversation = line.conversation { byConversation[conversation] = number }
      if let request { byRequest[request] = (number, conversations[number].turns.count) }
      conversations[number].turns.append(turn)
    }
    listed = names.listed(costMap: source.costMap)
    keys = names.keys(listed, costMap: source.costMap)
  }

  /// How long errors of one upstream may be apart to be one fault, in milliseconds.
  private static let faultGap: Int64 = 60_000

  private mutating func note(_ line: TrafficLog.Line, at upstream: String) {
    guard [408, 429].contains(line.status) || (500...599).contains(line.status) else { return }
    let place = faults.lastIndex { $0.upstream == upstream && $0.status == line.status }
    if let place, line.time - faults[place].until <= Self.faultGap {
      faults[place].until = line.time
      return
    }
    faults.append(
      Fault(upstream: upstream, status: line.status, from: line.time, until: line.time))
  }
}

/// Which deployment a log means, and which upstream stands behind it.
struct DeploymentPlaces {
  /// By deployment: what its entry says.
  var written: [ScenarioValue]
  /// By deployment: what it may be called.
  var names: [[String]]
  /// By deployment: the made-up name of its upstream.
  var upstreams: [String]
  private var known: [String: Int?] = [:]

  init(written: [ScenarioValue], names: [[String]], upstreams: [String]) {
    self.written = written
    self.names = names
    self.upstreams = upstreams
  }

  /// The deployment with one of the names; of several, one that the model is asked of.
  mutating func place(of called: [String], model: String) -> Int? {
    guard !called.isEmpty else { return nil }
    let key = called.joined(separator: "\n") + "\n\n" + model
    if let found = known[key] { return found }
    var found: Int?
    for name in called where found == nil {
      let host = AnonymousConfiguration.host(name)
      let members = names.indices.filter { names[$0].contains(name) || names[$0].contains(host) }
      found = members.first { written[$0]["model_name"]?.scalar == model } ?? members.first
    }
    known[key] = .some(found)
    return found
  }
}
