import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Reads faults of upstreams: those that an upstream has from the start, and those that come.
struct FaultReader {
  let reader: NodeReader

  static let effects = ["answers", "breaks", "cut", "fails", "delay", "silent", "stall"]
  static let conditions = [
    "attempts", "from", "until", "turn", "model", "stream", "sealed", "retry_after", "after_events",
  ]

  /// A fault of `upstreams`.
  func read(_ node: YAMLNode, _ gateway: inout GatewayImport) -> Fault? {
    let accepted = Self.effects + Self.conditions
    guard let members = reader.mapping(node, "a fault", accepted: accepted) else { return nil }
    return fault(members, node.place, &gateway)
  }

  /// An outage, a brownout or a fault that comes at a time or as a step.
  func action(
    _ verb: YAMLMember, _ gateway: inout GatewayImport, _ upstream: (YAMLNode) -> Int?
  ) -> TimelineAction? {
    if verb.value.members == nil, verb.key == "outage" {
      // `outage: eastus` lasts until the end.
      return upstream(verb.value).map {
        .fault(upstream: $0, Self.outage(status: 503), lasting: nil)
      }
    }
    let own: [String] =
      switch verb.key {
      case "outage": ["status", "retry_after"]
      case "brownout": ["delay"]
      default: Self.effects + Self.conditions.filter { $0 != "from" && $0 != "until" } + ["times"]
      }
    let accepted = ["upstream", "for"] + own
    guard let members = reader.mapping(verb.value, verb.key, accepted: accepted) else { return nil }
    guard let named = members["upstream"] else {
      reader.reportMissing("upstream", in: verb.key, verb.keyPlace)
      return nil
    }
    let lasting = reader.duration(members["for"], "for")
    guard let place = upstream(named), let fault = coming(verb, members, &gateway) else {
      return nil
    }
    return .fault(upstream: place, fault, lasting: lasting)
  }

  private func coming(
    _ verb: YAMLMember, _ members: [YAMLMember], _ gateway: inout GatewayImport
  ) -> Fault? {
    switch verb.key {
    case "outage":
      guard let status = members["status"] else { return Self.outage(status: 503) }
      if case .scalar("connection", _) = status.content {
        if let wait = members.last(where: { $0.key == "retry_after" }) {
          reader.report(
            "expected-one-key", wait.keyPlace, "a broken connection has no Retry-After",
            hint: "leave out retry_after")
        }
        return Fault(condition: FaultCondition(), effect: .breaksConnection)
      }
      let wait = WaitReader(reader: reader).read(members["retry_after"])
      return reader.integer(status, "status", 400...599).map {
        Fault(
          condition: FaultCondition(), effect: .answers(status: UInt16($0), retryAfter: wait))
      }
    case "brownout":
      guard let delay = members["delay"] else {
        reader.reportMissing("delay", in: "brownout", verb.keyPlace)
        return nil
      }
      return reader.duration(delay, "delay").map {
        Fault(condition: FaultCondition(), effect: .delays($0))
      }
    default:
      guard var fault = fault(members, verb.value.place, &gateway) else { return nil }
      if members["attempts"] != nil, let times = members.last(where: { $0.key == "times" }) {
        reader.report(
          "expected-one-key", times.keyPlace, "a fault has both attempts and times",
          hint: "keep one")
      }
      if let times = reader.integer(members["times"], "times", 1...1_000_000) {
        fault.condition.ordinals = 1...UInt32(times)
      }
      return fault
    }
  }

  private static func outage(status: UInt16) -> Fault {
    Fault(condition: FaultCondition(), effect: .answers(status: status, retryAfter: nil))
  }

  private func fault(
    _ members: [YAMLMember], _ place: SourcePlace, _ gateway: inout GatewayImport
  ) -> Fault? {
    var condition = FaultCondition()
    if let ordinals = ordinals(members["attempts"]) { condition.ordinals = ordinals }
    if let from = reader.duration(members["from"], "from") { condition.from = .zero + from }
    if let until = reader.duration(members["until"], "until") { condition.until = .zero + until }
    condition.turn = reader.integer(members["turn"], "turn", 1...1_000).map(UInt16.init)
    condition.streams = reader.bool(members["stream"], "stream")
    condition.isSealed = reader.bool(members["sealed"], "sealed")
    if let model = reader.text(members["model"], "model") {
      condition.model = gateway.upstreamModels.intern(model)
    }
    guard let effect = effect(members, place) else { return nil }
    return Fault(condition: condition, effect: effect)
  }

  private func effect(_ members: [YAMLMember], _ place: SourcePlace) -> FaultEffect? {
    let named = members.filter { Self.effects.contains($0.key) }
    guard named.count == 1, let effect = named.first else {
      reader.report(
        "expected-one-key", place, "a fault does \(named.count) things",
        hint: "write one of: " + Self.effects.joined(separator: ", "))
      return nil
    }
    let after = UInt16(reader.integer(members["after_events"], "after_events", 0...10_000) ?? 3)
    switch effect.key {
    case "answers":
      let wait = WaitReader(reader: reader).read(members["retry_after"])
      if case .scalar(let text, _) = effect.value.content, Int(text) == nil {
        return reason(text, effect.value.place).map { .refuses($0, retryAfter: wait) }
      }
      guard let status = reader.integer(effect.value, "answers", 400...599) else { return nil }
      return .answers(status: UInt16(status), retryAfter: wait)
    case "breaks":
      guard reader.text(effect.value, "breaks") == "connection" else {
        reader.report(
          "unknown-value", effect.value.place, "breaks is \(effect.value.kindName)",
          hint: "accepted: connection")
        return nil
      }
      return .breaksConnection
    case "cut":
      guard reader.text(effect.value, "cut") == "stream" else {
        reader.report(
          "unknown-value", effect.value.place, "cut is \(effect.value.kindName)",
          hint: "accepted: stream")
        return nil
      }
      return .cutsStream(afterEvents: after)
    case "fails":
      guard let status = reader.integer(effect.value, "fails", 400...599) else { return nil }
      return .failsStream(afterEvents: after, status: UInt16(status))
    case "silent": return reader.positiveDuration(effect.value, "silent").map { .silent($0) }
    case "stall":
      return reader.positiveDuration(effect.value, "stall").map {
        .stalls(afterEvents: after, $0)
      }
    default: return reader.duration(effect.value, "delay").map { .delays($0) }
    }
  }

  /// The reason that stands there instead of a status.
  private func reason(_ text: String, _ place: SourcePlace) -> RefusalReason? {
    let codes = RefusalReason.faults.map(\.code)
    if let found = codes.firstIndex(of: text) { return RefusalReason.faults[found] }
    reader.report(
      "unknown-value", place, "answers is '\(text)', expected a status or a reason",
      hint: NearestName.hint(for: text, among: codes))
    return nil
  }

  private func ordinals(_ node: YAMLNode?) -> ClosedRange<UInt32>? {
    guard let text = reader.text(node, "attempts"), let node else { return nil }
    if case .between(let low, let high) = CountRange(text), low > 0 || high < .max {
      return UInt32(clamping: max(1, low))...UInt32(clamping: max(1, high))
    }
    reader.report(
      "expected-range", node.place, "attempts is '\(text)', expected ordinals",
      hint: "write 1, 2..4 or 3..")
    return nil
  }
}
