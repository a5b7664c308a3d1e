import Primitives
import RoutingCore
import Upstreams

/// Reads the cases of routing tests.
struct CheckCaseReader {
  let reader: NodeReader
  /// The keys' names in order.
  let keys: [String]
  static let accepted =
    [
      "name", "model", "as", "surface", "sealed", "previous", "session", "cooling", "blocked",
      "removed", "failing", "at", "expect",
    ] + TraitsReader.fields
  /// What may be expected of a case.
  static let claims = [
    "candidates", "probabilities", "picks", "upstream_model", "error", "denied", "attempts",
  ]
  /// Longer than any run: who cools without a time does so to the end.
  private static let always = SimDuration.seconds(1_000_000)

  func read(_ node: YAMLNode?, _ gateway: inout GatewayImport) -> [CheckCase] {
    let items = reader.sequence(node, "cases") ?? []
    if let node, items.isEmpty, case .sequence = node.content {
      reader.report("empty-list", node.place, "cases has no entries")
    }
    var cases: [CheckCase] = []
    for (place, item) in items.enumerated() {
      guard let read = read(item, number: place + 1, &gateway) else { continue }
      if cases.contains(where: { $0.name.utf8.elementsEqual(read.name.utf8) }) {
        reader.report("duplicate-name", item.place, "two cases have the name '\(read.name)'")
      }
      cases.append(read)
    }
    return cases
  }

  private func read(
    _ node: YAMLNode, number: Int, _ gateway: inout GatewayImport
  ) -> CheckCase? {
    guard let members = reader.mapping(node, "a case", accepted: Self.accepted) else { return nil }
    for key in ["model", "expect"] where members[key] == nil {
      reader.reportMissing(key, in: "case \(number)", node.place)
    }
    guard let name = reader.text(members["model"], "model") else { return nil }
    var read = CheckCase(
      name: reader.text(members["name"], "name") ?? "case \(number)", place: node.place,
      key: key(members["as"]), model: gateway.model(name))
    read.surface = reader.choice(members["surface"], "surface", Surface.self) ?? .responses
    read.traits = TraitsReader(reader: reader).read(members, into: &gateway)
    read.sealed = deployment(members["sealed"], "sealed", gateway)
    read.previous = deployment(members["previous"], "previous", gateway)
    read.session = deployment(members["session"], "session", gateway)
    read.cooling = cooling(members["cooling"], gateway)
    read.blocked = deployments(members["blocked"], "blocked", gateway)
    read.removed = deployments(members["removed"], "removed", gateway)
    read.failing = failing(members["failing"], gateway)
    read.at = reader.duration(members["at"], "at") ?? .zero
    read.claims = ClaimReader(cases: self, gateway: gateway).read(members["expect"])
    return read
  }

  private func key(_ node: YAMLNode?) -> KeyIndex {
    guard let name = reader.text(node, "as"), let node else { return KeyIndex(0) }
    if let place = keys.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
      return KeyIndex(place)
    }
    reader.report(
      "unknown-key-name", node.place, "there is no key '\(name)'",
      hint: NearestName.hint(for: name, among: keys))
    return KeyIndex(0)
  }

  func deployment(
    _ node: YAMLNode?, _ what: String, _ gateway: GatewayImport
  ) -> DeploymentIndex? {
    guard let name = reader.text(node, what), let node else { return nil }
    return deployment(name, node.place, gateway)
  }

  func deployment(
    _ name: String, _ place: SourcePlace, _ gateway: GatewayImport
  ) -> DeploymentIndex? {
    if let known = gateway.deployment(name) { return known }
    reader.report(
      "unknown-deployment", place, "there is no deployment '\(name)'",
      hint: NearestName.hint(
        for: name, among: gateway.configuration.texts.map(\.label)))
    return nil
  }

  func deployments(
    _ node: YAMLNode?, _ what: String, _ gateway: GatewayImport
  ) -> [DeploymentIndex] {
    guard let node, !node.isNull else { return [] }
    return (reader.sequence(node, what) ?? []).compactMap { deployment($0, what, gateway) }
  }

  /// Who cools: a list, or names with how long from the start.
  private func cooling(
    _ node: YAMLNode?, _ gateway: GatewayImport
  ) -> [(deployment: DeploymentIndex, length: SimDuration)] {
    guard let members = node?.members else {
      return deployments(node, "cooling", gateway).map { ($0, Self.always) }
    }
    return members.compactMap { member in
      guard let deployment = deployment(member.key, member.keyPlace, gateway),
        let length = reader.positiveDuration(member.value, "how long '\(member.key)' cools")
      else { return nil }
      return (deployment, length)
    }
  }

  /// Who fails: a list for 500, or names with a status or one of two kinds.
  private func failing(
    _ node: YAMLNode?, _ gateway: GatewayImport
  ) -> [(deployment: DeploymentIndex, error: ErrorFacts)] {
    guard let members = node?.members else {
      return deployments(node, "failing", gateway).map {
        ($0, ErrorFacts(kind: .internalServerError, status: 500, deployment: $0))
      }
    }
    return members.compactMap { member in
      guard let deployment = deployment(member.key, member.keyPlace, gateway),
        let (kind, status) = failure(member.value)
      else { return nil }
      return (deployment, ErrorFacts(kind: kind, status: status, deployment: deployment))
    }
  }

  private func failure(_ node: YAMLNode) -> (ErrorKind, UInt16)? {
    switch node.scalar {
    case "context_window": return (.contextWindow, 400)
    case "content_policy": return (.contentPolicy, 400)
    case let text? where Int(text) == nil:
      reader.report(
        "unknown-value", node.place, "a failure is '\(text)'",
        hint: "write a status from 400 to 599, context_window or content_policy")
      return nil
    default:
      return reader.integer(node, "a failure", 400...599)
        .map { (.of(status: UInt16($0)), UInt16($0)) }
    }
  }
}

/// Reads what is expected of a case.
private struct ClaimReader {
  let cases: CheckCaseReader
  let gateway: GatewayImport
  func read(_ node: YAMLNode?) -> [CheckClaim] {
    guard let members = cases.reader.mapping(node, "expect", accepted: CheckCaseReader.claims)
    else {
      return []
    }
    if let node, members.isEmpty {
      cases.reader.report("empty-list", node.place, "expect has no entries")
    }
    return members.compactMap { member in
      expected(member).map {
        CheckClaim(
          key: member.key, text: member.value.flow, expected: $0, place: member.keyPlace)
      }
    }
  }

  private func expected(_ member: YAMLMember) -> CheckClaim.Expected? {
    let (node, key, reader) = (member.value, member.key, cases.reader)
    switch key {
    case "candidates": return .candidates(cases.deployments(node, key, gateway))
    case "attempts": return .attempts(cases.deployments(node, key, gateway))
    case "picks": return cases.deployment(node, key, gateway).map { .picks($0) }
    case "upstream_model": return reader.text(node, key).map { .upstreamModel($0) }
    case "error": return reader.integer(node, key, 400...599).map { .error(UInt16($0)) }
    case "denied": return reader.integer(node, key, 400...599).map { .denied(UInt16($0)) }
    case "probabilities": return probabilities(node)
    default: return nil
    }
  }

  private func probabilities(_ node: YAMLNode) -> CheckClaim.Expected? {
    let reader = cases.reader
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "probabilities is \(node.kindName)",
        hint: "write {name: 1/2, other: 1/2}")
      return nil
    }
    var shares: [(deployment: DeploymentIndex, share: Double)] = []
    for member in members {
      guard let deployment = cases.deployment(member.key, member.keyPlace, gateway) else {
        continue
      }
      guard let share = Self.share(member.value.scalar ?? "") else {
        reader.report(
          "expected-number", member.value.place,
          "the probability of '\(member.key)' is \(member.value.kindName)",
          hint: "write a fraction or a number from 0 to 1: 1/3, 0.25")
        continue
      }
      shares.append((deployment, share))
    }
    return .probabilities(shares)
  }

  /// A fraction of whole numbers, or a number, between 0 and 1.
  private static func share(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let share: Double? =
      switch parts.count {
      case 1: Double(text)
      case 2:
        if let top = UInt32(parts[0]), let bottom = UInt32(parts[1]), bottom > 0 {
          Double(top) / Double(bottom)
        } else {
          nil
        }
      default: nil
      }
    return share.flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
