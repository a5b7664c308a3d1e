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
    var accessGroups: [String]
    var place: String
    var apiKey: String?
    var isWildcard: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var groups: [String] = []
  /// Names that stand for a group by how hard a request is.
  private(set) var routers: [String] = []
  private(set) var settings: ScenarioValue = .map([:])
  let value: ScenarioValue

  init(_ value: ScenarioValue) {
    self.value = value
    let config = value["config"]
    settings = config?["router_settings"] ?? .map([:])
    for item in config?["model_list"]?.items ?? [] {
      let parameters = item["litellm_params"]
      let group = item["model_name"]?.scalar ?? ""
      // A name that stands for groups is no deployment.
      if parameters?["model"]?.scalar?.hasPrefix("auto_router/") ?? false {
        routers.append(group)
        continue
      }
      let credential = parameters?["litellm_credential_name"]?.scalar
      let values =
        config?["credential_list"]?.items?.first {
          $0["credential_name"]?.scalar == credential && credential != nil
        }?["credential_values"] ?? parameters
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
          accessGroups: item["model_info"]?["access_groups"]?.items?.compactMap(\.scalar) ?? [],
          place: values?["api_base"]?.scalar ?? values?["api_key"]?.scalar ?? "",
          apiKey: values?["api_key"]?.scalar,
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

  /// How often replicas reload the cost map, in seconds.
  var reloadEvery: UInt64? {
    guard let text = value["gateway"]?["reload_every"]?.scalar, text.hasSuffix("s") else {
      return nil
    }
    return UInt64(text.dropLast()).flatMap { $0 > 0 ? $0 : nil }
  }

  var replicas: Int { Self.number(value["gateway"]?["replicas"]) ?? 1 }

  /// What a key may call: its list, with what its access groups list, and that of its team.
  func lists(of key: String) -> [[String]] {
    let written = value["keys"]?[key]
    var own = (written?["models"]?.items?.compactMap(\.scalar) ?? []).flatMap { name in
      let inGroup = entries.filter { $0.accessGroups.contains(name) }.map(\.group)
      return inGroup.isEmpty ? [name] : inGroup
    }
    for group in written?["access_group_ids"]?.items?.compactMap(\.scalar) ?? [] {
      own += value["access_groups"]?[group]?["models"]?.items?.compactMap(\.scalar) ?? []
    }
    guard let team = written?["team_id"]?.scalar else { return [own] }
    let shared = value["teams"]?[team]?["models"]?.items?.compactMap(\.scalar) ?? []
    return own.contains("all-team-models") ? [shared] : [own, shared]
  }

  /// The access groups of deployments by which a key has names.
  func accessGroups(of key: String) -> [String] {
    (value["keys"]?[key]?["models"]?.items?.compactMap(\.scalar) ?? []).filter { name in
      entries.contains { $0.accessGroups.contains(name) }
    }
  }

  /// What a key's alias stands for.
  func alias(_ name: String, of key: String) -> String {
    value["keys"]?[key]?["aliases"]?[name]?.scalar ?? name
  }

  /// Whether replicas call their deployments to see whether they are well.
  var checksHealth: Bool {
    value["config"]?["general_settings"]?["background_health_checks"] != nil
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

  /// The tokens of the answers of a stream, if it says so.
  func outputTokens(ofStream place: Int) -> Int? {
    place < streams.count ? Self.number(streams[place]["output_tokens"]) : nil
  }

  /// The streams of traffic; a single one may stand without a list.
  private var streams: [ScenarioValue] {
    value["traffic"].map { $0.items ?? [$0] } ?? []
  }

  /// The tags of a stream of traffic, from zero, some of which may have signs.
  func tags(ofStream place: Int) -> DeclaredTags {
    guard place < streams.count else { return DeclaredTags([]) }
    return DeclaredTags(streams[place]["tags"]?.items?.compactMap(\.scalar) ?? [])
  }

  /// Whether the tags of a stream's requests count.
  func filtersTags(ofStream place: Int) -> Bool {
    isTrue("enable_tag_filtering")
      || place < streams.count && streams[place]["enable_tag_filtering"]?.scalar == "true"
  }

  /// Whether any stream's requests say how they are picked.
  var picksByRequest: Bool { streams.contains { $0["routing_strategy"] != nil } }

  /// The strategy that a stream's requests ask for.
  func strategy(ofStream place: Int) -> String? {
    place < streams.count ? streams[place]["routing_strategy"]?.scalar : nil
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

  /// Whether a stream's turns run code in containers.
  func hasContainers(_ place: Int) -> Bool {
    place < streams.count
      && streams[place]["turns"]?.items?.contains { $0["container"] != nil } ?? false
  }

  /// Whether turns remove or pause the origin of their conversation, and put it back.
  var turnsChangeOrigins: Bool {
    streams.contains { stream in
      stream["turns"]?.items?.contains { $0["origin"] != nil } ?? false
    }
  }

  /// Whether anything goes wrong with an upstream, at any time.
  var hasFaults: Bool {
    (value["upstreams"]?.members ?? []).contains { $0.value["faults"] != nil }
      || ["outage", "brownout", "fault"].contains(where: happens)
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

/// The tags of a request: with `&` before it a tag must be there, with `!` it must not, and one of
/// the others must be.
struct DeclaredTags {
  private(set) var wanted: [String] = []
  private(set) var required: [String] = []
  private(set) var excluded: [String] = []

  init(_ tags: [String]) {
    for tag in tags {
      switch tag.first {
      case "&": required.append(String(tag.dropFirst()))
      case "!": excluded.append(String(tag.dropFirst()))
      default: wanted.append(tag)
      }
    }
  }

  var isEmpty: Bool { wanted.isEmpty && required.isEmpty && excluded.isEmpty }

  /// Whether somebody with these tags can serve the request.
  func allow(_ tags: [String]) -> Bool {
    required.allSatisfy(tags.contains) && !excluded.contains(where: tags.contains)
      && (wanted.isEmpty || wanted.contains(where: tags.contains))
  }

  var text: String {
    (wanted + required.map { "&" + $0 } + excluded.map { "!" + $0 }).joined(separator: ", ")
  }
}
