import Scenarios

/// What a world's text declares, read without the loader or the router: reference models are asked
/// with it.
struct DeclaredWorld {
  struct Entry {
    var id: String
    var group: String
    var weight: Int?
    var requestsPerMinute: Int?
    var parallelMax: Int?
    var order: Int?
    var cooldownSeconds: Int?
    var inputTokensMax: Int?
    var budgetCents: Int?
    var tags: [String]
    var place: String
    var apiKey: String?
    var isWildcard: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var groups: [String] = []
  private(set) var settings: ScenarioValue = .map([:])
  let value: ScenarioValue

  init(_ value: ScenarioValue) {
    self.value = value
    let config = value["config"]
    settings = config?["router_settings"] ?? .map([:])
    for item in config?["model_list"]?.items ?? [] {
      let parameters = item["litellm_params"]
      let group = item["model_name"]?.scalar ?? ""
      entries.append(
        Entry(
          id: item["model_info"]?["id"]?.scalar ?? "", group: group,
          weight: Self.number(parameters?["weight"]),
          requestsPerMinute: Self.number(parameters?["rpm"]),
          parallelMax: Self.number(parameters?["max_parallel_requests"]),
          order: Self.number(parameters?["order"]),
          cooldownSeconds: Self.number(parameters?["cooldown_time"]),
          inputTokensMax: Self.number(item["model_info"]?["max_input_tokens"]),
          budgetCents: parameters?["max_budget"].map(Self.cents),
          tags: parameters?["tags"]?.items?.compactMap(\.scalar) ?? [],
          place: parameters?["api_base"]?.scalar ?? parameters?["api_key"]?.scalar ?? "",
          apiKey: parameters?["api_key"]?.scalar,
          isWildcard: group.contains("*")))
      if !groups.contains(group) { groups.append(group) }
    }
  }

  /// A budget in cents; those that are written otherwise count as nothing.
  private static func cents(_ value: ScenarioValue) -> Int {
    let digits = value.scalar.map { $0.drop { $0 != "." }.dropFirst() } ?? ""
    return digits.count == 2 ? Int(digits) ?? 0 : 0
  }

  static func number(_ value: ScenarioValue?) -> Int? { value?.scalar.flatMap { Int($0) } }

  /// The entries of a group.
  func members(_ group: String) -> [Entry] { entries.filter { $0.group == group } }

  /// Whether a list of the router settings names something.
  func lists(_ key: String, _ name: String) -> Bool {
    settings[key]?.items?.contains { $0.scalar == name } ?? false
  }

  func isTrue(_ key: String) -> Bool { settings[key]?.scalar == "true" }

  var replicas: Int { Self.number(value["gateway"]?["replicas"]) ?? 1 }

  /// What a key may call: its list, and that of its team.
  func lists(of key: String) -> [[String]] {
    let written = value["keys"]?[key]
    let own = written?["models"]?.items?.compactMap(\.scalar) ?? []
    guard let team = written?["team_id"]?.scalar else { return [own] }
    let shared = value["teams"]?[team]?["models"]?.items?.compactMap(\.scalar) ?? []
    return own.contains("all-team-models") ? [shared] : [own, shared]
  }

  /// The fallback lists, in their order.
  var fallbacks: [(group: String, targets: [String])] {
    (settings["fallbacks"]?.items ?? []).flatMap { $0.members ?? [] }.map { member in
      (member.key, member.value.items?.compactMap(\.scalar) ?? [])
    }
  }

  /// The tokens of a turn's input, from one.
  func inputTokens(ofStream place: Int, turn: Int) -> Int {
    guard place < streams.count, let turns = streams[place]["turns"]?.items,
      turns.indices.contains(turn - 1)
    else { return 0 }
    return Self.number(turns[turn - 1]["input_tokens"]) ?? 0
  }

  /// The streams of traffic; a single one may stand without a list.
  private var streams: [ScenarioValue] {
    value["traffic"].map { $0.items ?? [$0] } ?? []
  }

  /// The tags of a stream of traffic, from zero.
  func tags(ofStream place: Int) -> [String] {
    guard place < streams.count else { return [] }
    return streams[place]["tags"]?.items?.compactMap(\.scalar) ?? []
  }

  /// After how many milliseconds the clients of a stream leave, if they do.
  func patience(ofStream place: Int) -> UInt64? {
    guard place < streams.count, let text = streams[place]["leave"]?["after"]?.scalar,
      text.hasSuffix("ms")
    else { return nil }
    return UInt64(text.dropLast(2))
  }

  /// Whether every conversation of a stream has a session of its own.
  func hasOwnSessions(_ place: Int) -> Bool {
    place < streams.count && streams[place]["sessions"]?.scalar == "per_conversation"
  }

  /// Whether every conversation of a stream goes on from its previous response's id.
  func namesPreviousResponses(_ place: Int) -> Bool {
    place < streams.count && streams[place]["state"]?.scalar == "previous_response"
  }

  /// Whether something tampers with what a stream sends back.
  func tampers(inStream place: Int) -> Bool {
    guard place < streams.count else { return false }
    return streams[place]["turns"]?.items?.contains { $0["tamper"] != nil } ?? false
  }

  /// Whether turns remove or pause the origin of their conversation, and put it back.
  var turnsChangeOrigins: Bool {
    streams.contains { stream in
      stream["turns"]?.items?.contains { $0["origin"] != nil } ?? false
    }
  }

  /// Whether an upstream has a fault that never ends.
  var hasLastingFault: Bool {
    let faults = (value["upstreams"]?.members ?? []).flatMap { $0.value["faults"]?.items ?? [] }
    let happenings = value["timeline"]?.items ?? []
    return faults.contains { $0["until"] == nil }
      || happenings.contains { entry in
        ["outage", "store", "brownout"].contains { verb in
          entry[verb].map { $0["for"] == nil } ?? false
        }
      }
  }

  /// Whether any entry has an order level, or gets one.
  var hasOrders: Bool {
    entries.contains { $0.order != nil }
      || value["timeline"]?.items?.contains { $0["update_deployment"]?["order"] != nil } ?? false
  }

  /// Whether anything of the timeline does this.
  func happens(_ verb: String) -> Bool {
    value["timeline"]?.items?.contains { $0[verb] != nil } ?? false
  }
}
