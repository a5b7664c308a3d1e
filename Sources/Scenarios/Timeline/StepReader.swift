import Primitives
import RoutingCore
import Tunnel

/// What reports need to know of a step.
public struct StepText: Equatable, Sendable {
  /// Its number, from one.
  public var number: Int
  /// What it does, in a few words.
  public var label: String
  /// Whether it has an outcome that can be judged.
  public var hasOutcome: Bool
  /// Where it is written.
  public var place: SourcePlace
}

/// Reads `steps`: calls and what happens between them, in order.
struct StepReader {
  let reader: NodeReader
  /// The variant that is read, and all variants' names.
  let variant: String
  let variants: [String]
  /// The keys' names in order.
  let keys: [String]

  static let callFields =
    ["as", "on", "conversation", "tamper", "expect", "breaks"] + TraitsReader.fields
  static let timeFields = ["at", "after"]

  /// What reading the steps came to.
  struct Result {
    var setups: [StepSetup] = []
    var texts: [StepText] = []
    var expectations: [Expectation] = []
    var breaks: [Expectation] = []
  }

  func read(_ node: YAMLNode?, _ actions: inout ActionReader) -> Result {
    var result = Result()
    guard let node else { return result }
    let items = reader.sequence(node, "steps") ?? []
    if items.isEmpty, case .sequence = node.content {
      reader.report("empty-list", node.place, "steps is an empty list")
    }
    guard items.count <= Self.stepsMax else {
      reader.report(
        "too-many-steps", node.place, "there are \(items.count) steps",
        hint: "at most \(Self.stepsMax) are accepted")
      return result
    }
    var context = StepContext()
    for (place, item) in items.enumerated() {
      read(item, number: place + 1, &actions, &context, &result)
    }
    return result
  }

  /// The most steps of a scenario.
  static let stepsMax = 10_000

  private func read(
    _ node: YAMLNode, number: Int, _ actions: inout ActionReader, _ context: inout StepContext,
    _ result: inout Result
  ) {
    let what = "step \(number)"
    let verbs = ["call", "models"] + ActionReader.verbs
    guard
      let members = reader.mapping(
        node, what, accepted: verbs + Self.callFields + Self.timeFields)
    else { return }
    let named = members.filter { verbs.contains($0.key) }
    guard named.count == 1, let verb = named.first else {
      reader.report(
        "expected-one-key", node.place, "\(what) does \(named.count) things",
        hint: "write one of: " + verbs.joined(separator: ", "))
      return
    }
    let isCall = verb.key == "call"
    let isList = verb.key == "models"
    let hasOutcome = isCall || isList || isManualReload(verb)
    checkFields(members, what, verb: verb.key, hasOutcome: hasOutcome)
    let read =
      isCall
      ? call(verb, members, &actions, &context)
      : isList ? list(verb, members, actions) : happening(verb, &actions)
    guard let action = read else { return }
    var setup = StepSetup(action)
    if let at = reader.duration(members["at"], "at") { setup.time = .at(.zero + at) }
    if let after = reader.duration(members["after"], "after") { setup.time = .after(after) }
    result.setups.append(setup)
    result.texts.append(
      StepText(
        number: number, label: context.label(verb, members), hasOutcome: hasOutcome,
        place: node.place))
    readClaims(members, number, labels: actions.gateway.configuration.texts.map(\.label), &result)
  }

  private func isManualReload(_ verb: YAMLMember) -> Bool {
    verb.key == "reload" && verb.value.value("every") == nil
  }

  private func happening(_ verb: YAMLMember, _ actions: inout ActionReader) -> StepAction? {
    actions.read(verb).map { .happens($0) }
  }

  private func checkFields(
    _ members: [YAMLMember], _ what: String, verb: String, hasOutcome: Bool
  ) {
    for member in members {
      let isClaim = member.key == "expect" || member.key == "breaks"
      let isMisplaced =
        isClaim
        ? !hasOutcome
        : Self.callFields.contains(member.key) && verb != "call"
          && !(verb == "models" && member.key == "on")
      if isMisplaced {
        reader.report(
          "only-calls", member.keyPlace, "'\(member.key)' of \(what) is for calls",
          hint: isClaim ? "what a call comes to is expected at the call" : "")
      }
    }
    if members["at"] != nil, let after = members.last(where: { $0.key == "after" }) {
      reader.report(
        "expected-one-key", after.keyPlace, "\(what) has both at and after", hint: "keep one")
    }
  }

  private func call(
    _ verb: YAMLMember, _ members: [YAMLMember], _ actions: inout ActionReader,
    _ context: inout StepContext
  ) -> StepAction? {
    guard let name = reader.text(verb.value, "call") else { return nil }
    var call = StepCall(model: actions.gateway.model(name))
    if let node = members["as"], let key = key(node, "as") { call.key = key }
    if let node = members["on"] {
      call.replica = reader.integer(node, "on", 1...actions.replicas).map { $0 - 1 }
    }
    if let name = reader.text(members["conversation"], "conversation") {
      call.conversation = Int(context.conversations.intern(name))
    }
    call.traits = TraitsReader(reader: reader).read(members, into: &actions.gateway)
    call.tampering = reader.choice(members["tamper"], "tamper", Tampering.self)
    if call.conversation == nil, let tamper = members.last(where: { $0.key == "tamper" }) {
      reader.report(
        "only-conversations", tamper.keyPlace, "a call of its own has nothing to tamper with",
        hint: "name a conversation")
    }
    return .call(call)
  }

  /// A key asks for its list of models.
  private func list(
    _ verb: YAMLMember, _ members: [YAMLMember], _ actions: ActionReader
  ) -> StepAction? {
    let replica = reader.integer(members["on"], "on", 1...actions.replicas) ?? 1
    return key(verb.value, "models").map { .lists($0, replica: replica - 1) }
  }

  private func key(_ node: YAMLNode, _ what: String) -> KeyIndex? {
    guard let key = reader.text(node, what) else { return nil }
    if let place = keys.firstIndex(where: { $0.utf8.elementsEqual(key.utf8) }) {
      return KeyIndex(place)
    }
    reader.report(
      "unknown-key-name", node.place, "there is no key '\(key)'",
      hint: NearestName.hint(for: key, among: keys))
    return nil
  }

  private func readClaims(
    _ members: [YAMLMember], _ number: Int, labels: [String], _ result: inout Result
  ) {
    let claims = StepClaimReader(reader: reader, deployments: labels)
    let key = "step \(number)"
    if let node = members["expect"], let claim = claims.read(node, number) {
      result.expectations.append(Expectation(key: key, claim: .step(claim), place: node.place))
    }
    guard let breaks = members["breaks"] else { return }
    guard let columns = breaks.members else {
      reader.report(
        "expected-mapping", breaks.place, "breaks is \(breaks.kindName)",
        hint: "write {variant: what it does instead}")
      return
    }
    if members["expect"] == nil {
      reader.report(
        "unknown-expectation", breaks.place, "step \(number) breaks what it does not expect",
        hint: "say under expect what is right")
    }
    for column in columns {
      guard variants.contains(column.key) else {
        reader.report(
          "unknown-variant", column.keyPlace, "there is no variant '\(column.key)'",
          hint: NearestName.hint(for: column.key, among: variants))
        continue
      }
      guard let claim = claims.read(column.value, number), column.key == variant else { continue }
      result.breaks.append(
        Expectation(key: key, claim: .step(claim), place: column.value.place))
    }
  }
}

/// What went before a step, as far as its label tells.
struct StepContext {
  var conversations = NameTable()
  private var latest = ""

  private static let phrases = [
    "publish": "publication", "withdraw": "withdrawal", "reload": "reload", "restart": "restart",
    "upgrade": "upgrade", "rollback": "rollback", "add_deployment": "addition",
    "remove_deployment": "removal", "update_deployment": "update", "block": "block",
    "unblock": "unblock", "rotate_key": "rotation", "revoke_key": "revocation",
    "restore_key": "restoration", "outage": "outage", "brownout": "brownout", "fault": "fault",
    "enable_checks": "enabling checks", "store": "a change of the store",
    "database": "a change of the database", "queue_watch": "a change of the queue watch",
  ]

  /// A text on one line, without runs of spaces, and short: it heads a row of the golden.
  private static func plain(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 60 ? words.prefix(57) + "..." : words
  }

  /// What a step does, in a few words.
  mutating func label(_ verb: YAMLMember, _ members: [YAMLMember]) -> String {
    if verb.key == "models" {
      let place = members["on"].map { " on \($0.flow)" } ?? ""
      let list = "models of \(Self.plain(verb.value.flow))" + place
      return latest.isEmpty ? list : list + " after \(latest)"
    }
    guard verb.key == "call" else {
      // What was withdrawn shows once it is reloaded, and is still what matters.
      let isKept = verb.key == "reload" && latest == Self.phrases["withdraw"]
      if !isKept { latest = Self.phrases[verb.key] ?? verb.key }
      return Self.plain("\(verb.key) \(verb.value.flow)")
    }
    var label = Self.plain(verb.value.flow)
    if let conversation = members["conversation"] {
      label += " in \(Self.plain(conversation.flow))"
    }
    if let key = members["as"] { label += " as \(Self.plain(key.flow))" }
    if let replica = members["on"] { label += " on \(replica.flow)" }
    return latest.isEmpty ? label : label + " after \(latest)"
  }
}
