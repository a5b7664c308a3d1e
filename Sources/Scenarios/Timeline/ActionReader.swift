import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// The lists whose entries do something.
enum ActionList {
  case steps, timeline
}

/// Reads what happens to the gateway and to upstreams: the same verbs in `timeline` and `steps`.
///
/// They are read in the order of the file, since an entry that is replaced goes by its old label
/// from then on.
struct ActionReader {
  let reader: NodeReader
  var gateway: GatewayImport
  /// How many replicas there are.
  let replicas: Int
  /// Where entries are added.
  var additions: [SourcePlace] = []
  /// Whether any verb asks for a reload.
  private(set) var reloads = false
  /// Whether any verb edits a stored model on one replica.
  var administers = false
  /// Which list is read.
  var list = ActionList.steps
  /// Entries that stand in for those of these labels by now.
  private var successors: [Successor] = []
  /// Labels that a list names, with the place of the first time.
  private var named: [(label: String, list: ActionList, place: SourcePlace)] = []

  /// An entry that took the place of another, and goes by its label.
  private struct Successor {
    var label: String
    var deployment: DeploymentIndex
    var list: ActionList
  }

  static let verbs = [
    "publish", "withdraw", "reload", "restart", "upgrade", "rollback", "add_deployment",
    "remove_deployment", "update_deployment", "block", "unblock", "rotate_key", "revoke_key",
    "restore_key", "outage", "brownout", "fault", "enable_checks", "block_deployment",
    "unblock_deployment", "store", "database", "queue_watch",
  ]

  init(reader: NodeReader, gateway: GatewayImport, replicas: Int) {
    self.reader = reader
    self.gateway = gateway
    self.replicas = replicas
  }

  mutating func read(_ verb: YAMLMember) -> TimelineAction? {
    switch verb.key {
    case "publish", "withdraw", "reload": return readCatalog(verb)
    case "restart", "upgrade", "rollback": return readRestart(verb)
    case "add_deployment": return readAddition(verb)
    case "update_deployment": return readUpdate(verb)
    case "rotate_key": return readRotation(verb)
    case "remove_deployment": return readRemoval(verb)
    case "block", "block_deployment":
      return deployment(verb.value, verb.key).map { .gateway(.blocked($0)) }
    case "unblock", "unblock_deployment":
      return deployment(verb.value, verb.key).map { .gateway(.unblocked($0)) }
    case "revoke_key":
      return upstream(verb.value, verb.key).map { .key(upstream: $0, isValid: false) }
    case "restore_key":
      return upstream(verb.value, verb.key).map { .key(upstream: $0, isValid: true) }
    case "outage", "brownout", "fault": return readFault(verb)
    case "store", "database", "queue_watch": return readStoreChange(verb)
    default:
      return .gateway(
        .checks(SettingsReader(reader: reader).readChecks(verb.value, "enable_checks")))
    }
  }

  // MARK: The cost map

  private mutating func readCatalog(_ verb: YAMLMember) -> TimelineAction? {
    switch verb.key {
    case "publish":
      let entries = CostMapReader(reader: reader, bytes: { _, _ in nil })
        .entries(verb.value, "publish")
      if entries.isEmpty, case .mapping = verb.value.content {
        reader.report("empty-list", verb.value.place, "publish has no entries")
      }
      return .publish(entries)
    case "withdraw":
      guard case .sequence(let items) = verb.value.content else {
        return reader.text(verb.value, "withdraw").map { .withdraw([$0]) }
      }
      return .withdraw(items.compactMap { reader.text($0, "a model name") })
    default: return readReload(verb.value)
    }
  }

  private mutating func readReload(_ node: YAMLNode) -> TimelineAction? {
    reloads = true
    guard node.members != nil else {
      guard let text = reader.text(node, "reload") else { return nil }
      if text == "manual" { return .reload(replica: 0) }
      reader.report(
        "unknown-value", node.place, "reload is '\(text)'",
        hint: "write manual, {replica: 2} or {every: 6h}")
      return nil
    }
    let members = reader.mapping(node, "reload", accepted: ["replica", "every"]) ?? []
    guard members.count == 1 else {
      reader.report(
        "expected-one-key", node.place, "reload does \(members.count) things",
        hint: "write manual, {replica: 2} or {every: 6h}")
      return nil
    }
    if let every = members["every"] {
      return reader.positiveDuration(every, "every").map { .reloadEvery($0) }
    }
    return replica(members["replica"], "replica").map { .reload(replica: $0) }
  }

  // MARK: Replicas

  func replica(_ node: YAMLNode?, _ what: String) -> Int? {
    guard let node else { return 0 }
    return reader.integer(node, what, 1...replicas).map { $0 - 1 }
  }

  private func readRestart(_ verb: YAMLMember) -> TimelineAction? {
    var place: YAMLNode? = verb.value
    var preset: YAMLNode?
    if verb.value.members != nil {
      let accepted = verb.key == "upgrade" ? ["replica", "preset"] : ["replica"]
      guard let members = reader.mapping(verb.value, verb.key, accepted: accepted) else {
        return nil
      }
      place = members["replica"]
      preset = members["preset"]
      if verb.key == "upgrade", preset == nil {
        reader.reportMissing("preset", in: "upgrade", verb.keyPlace)
        return nil
      }
    } else if verb.key == "upgrade" {
      preset = verb.value
      place = nil
    }
    let all: Bool
    if case .scalar("all", _)? = place?.content { all = true } else { all = place == nil }
    if all, verb.key != "upgrade", place == nil {
      reader.report(
        "expected-one-key", verb.value.place, "\(verb.key) names no replica",
        hint: "write all, or the number of a replica")
      return nil
    }
    let replica = all ? nil : self.replica(place, verb.key)
    if !all, replica == nil { return nil }
    switch verb.key {
    case "upgrade":
      return reader.choice(preset, "preset", Preset.self)
        .map { .restart(replica: replica, .other($0.rules)) }
    case "rollback": return .restart(replica: replica, .own)
    default: return .restart(replica: replica, .same)
    }
  }

  // MARK: Deployments

  /// The entry that goes by a label or an id at present.
  mutating func deployment(_ node: YAMLNode, _ what: String) -> DeploymentIndex? {
    guard let name = reader.text(node, what) else { return nil }
    if !named.contains(where: { $0.label == name && $0.list == list }) {
      named.append((name, list, node.place))
    }
    if let successor = successors.last(where: { $0.label == name }) {
      if successor.list != list { reportAmbiguity(name, node.place) }
      return successor.deployment
    }
    if let found = gateway.deployment(name) { return found }
    let labels = gateway.configuration.texts.map(\.label)
    reader.report(
      "unknown-deployment", node.place, "there is no deployment '\(name)'",
      hint: NearestName.hint(for: name, among: labels))
    return nil
  }

  /// Which of several entries a label means depends on the time, and steps have none of their own.
  private func reportAmbiguity(_ label: String, _ place: SourcePlace) {
    reader.report(
      "ambiguous-deployment", place,
      "'\(label)' is replaced in \(list == .steps ? "timeline" : "steps"), so which entry is meant "
        + "here depends on the time",
      hint: "give the entry a model_info.id, or do both in one list")
  }

  /// Groups may have grown.
  func checkGroups() {
    for group in gateway.configuration.groups
    where group.members.count > GatewayConfiguration.groupMembersMax {
      guard let place = named.first?.place ?? additions.first else { continue }
      reader.report(
        "group-too-large", place,
        "group '\(group.name)' has \(group.members.count) deployments in the course of the run",
        hint: "at most \(GatewayConfiguration.groupMembersMax) are accepted")
    }
  }

  func upstream(_ node: YAMLNode, _ what: String) -> Int? {
    guard let name = reader.text(node, what) else { return nil }
    if let found = gateway.endpoints.firstIndex(where: { $0.label == name }) { return found }
    reader.report(
      "unknown-upstream", node.place, "there is no upstream '\(name)'",
      hint: NearestName.hint(for: name, among: gateway.endpoints.map(\.label)))
    return nil
  }

  /// An entry that was there before, by its label, or a new one, as `model_list` writes it.
  private mutating func readAddition(_ verb: YAMLMember) -> TimelineAction? {
    guard verb.value.members != nil else {
      return deployment(verb.value, verb.key).map { .gateway(.added($0)) }
    }
    if verb.value.value("deployment") != nil {
      return readStored(verb) {
        .add($0)
      } otherwise: {
        .gateway(.added($0))
      }
    }
    let count = gateway.configuration.deployments.count
    additions.append(verb.keyPlace)
    GatewayReader(problems: reader.problems).readEntry(
      verb.value, gateway.credentials, into: &gateway)
    guard gateway.configuration.deployments.count > count else { return nil }
    gateway.configuration.deployments[count].isAbsent = true
    gateway.configuration.deployments[count].isStored = true
    guard let node = verb.value.value("replica") else {
      return .gateway(.added(DeploymentIndex(count)))
    }
    administers = true
    gateway.hasOwnID[count] = true
    return replica(node, "replica").map {
      .administer(replica: $0, .add(DeploymentIndex(count)))
    }
  }

  private mutating func readUpdate(_ verb: YAMLMember) -> TimelineAction? {
    let accepted = ["deployment", "weight", "rpm", "tpm", "order", "replica"]
    guard let members = reader.mapping(verb.value, verb.key, accepted: accepted) else { return nil }
    guard let named = members["deployment"] else {
      reader.reportMissing("deployment", in: verb.key, verb.keyPlace)
      return nil
    }
    var change = DeploymentChange()
    change.weight = amount(members["weight"], "weight")
    change.requestsPerMinute = amount(members["rpm"], "rpm")
    change.tokensPerMinute = amount(members["tpm"], "tpm")
    change.order = reader.integer(members["order"], "order", -1_000_000...1_000_000)
      .map(Int32.init)
    guard let old = deployment(named, "deployment") else { return nil }
    let isEmpty = change == DeploymentChange()
    guard !isEmpty || members.contains(where: { $0.key != "deployment" && $0.key != "replica" })
    else {
      reader.report(
        "expected-one-key", verb.value.place, "update_deployment changes nothing",
        hint: "write weight, rpm, tpm or order")
      return nil
    }
    if let node = members["replica"] { return administer(node, old, .update(old, change)) }
    return replace(old, by: change)
  }

  private func amount(_ node: YAMLNode?, _ what: String) -> Double? {
    guard let node, let value = reader.number(node, what) else { return nil }
    if value >= 0 { return value }
    reader.report("out-of-range", node.place, "\(what) is negative")
    return nil
  }

  /// The deployment's account gets another key, at the provider and in the configuration.
  private mutating func readRotation(_ verb: YAMLMember) -> TimelineAction? {
    guard let old = deployment(verb.value, verb.key) else { return nil }
    var change = DeploymentChange()
    // No other entry has the new key, so that no other shares its boundary in LiteLLM's eyes.
    let hasBoundary = gateway.configuration.deployments[old.index].boundary != nil
    if hasBoundary {
      change.boundary = UInt32(1_000_000 + gateway.configuration.deployments.count)
    }
    return replace(old, by: change)
  }

  /// An entry with an id of its own is changed; without one LiteLLM derives the id from everything
  /// in the entry, so that a changed entry is another deployment (LiteLLM F, `deployment_id`).
  private mutating func replace(
    _ old: DeploymentIndex, by change: DeploymentChange
  ) -> TimelineAction {
    guard !gateway.hasOwnID[old.index] else { return .update(old, change) }
    let text = gateway.configuration.texts[old.index]
    var entry = change.applied(to: gateway.configuration.deployments[old.index])
    // However often it is replaced, it goes by the label that it had first.
    let root = successors.first { $0.deployment == old }?.label ?? text.label
    let label = gateway.uniqueLabel(root)
    entry.name = gateway.configuration.names.intern(label)
    entry.idMarker = .naming(entry.name)
    entry.contentMarker = .naming(entry.name)
    entry.isAbsent = true
    var newText = text
    newText.id = label
    newText.label = label
    let new = gateway.append(entry, like: old, newText)
    if let other = named.first(where: { $0.label == root && $0.list != list }) {
      reportAmbiguity(root, other.place)
    }
    successors.append(Successor(label: root, deployment: new, list: list))
    return .replace(old: old, new: new)
  }

  // MARK: Faults

  private mutating func readFault(_ verb: YAMLMember) -> TimelineAction? {
    if verb.key == "fault", let source = verb.value.value("cost_map") {
      _ = reader.mapping(verb.value, verb.key, accepted: ["cost_map"])
      return reader.choice(source, "cost_map", CostMapFault.self).map { .costMap($0) }
    }
    var gateway = gateway
    let action = FaultReader(reader: reader).action(verb, &gateway) { upstream($0, "upstream") }
    self.gateway = gateway
    return action
  }
}
