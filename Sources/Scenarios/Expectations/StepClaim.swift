import RoutingCore
import Upstreams

/// What is claimed of one step.
public struct StepClaim: Equatable, Sendable {
  /// The number of the step, from one.
  public var step: Int
  /// How it comes out.
  public var outcome: ClaimedOutcome?
  /// The status that the client sees.
  public var status: UInt16?
  /// `error.type` of a denial.
  public var type: String?
  /// The code that the upstream refused with.
  public var upstream: String?
  /// The deployment that answers, by label.
  public var servedBy: String?
  /// The model that the upstream is asked for.
  public var model: String?

  /// Names that a list of models has.
  public var lists: [String]?
  /// Names that a list of models lacks.
  public var omits: [String]?
  /// Whether the list has no other names.
  public var listsNoOthers = false

  /// Makes a claim of nothing.
  public init(step: Int) { self.step = step }
}

/// Reads what is expected of a step, or known to be wrong: a word, a status, or both and more.
struct StepClaimReader {
  let reader: NodeReader
  let deployments: [String]
  static let fields = [
    "outcome", "status", "type", "upstream", "served_by", "model", "lists", "omits",
  ]

  static let types = [ErrorKind.accessDenied, .teamAccessDenied, .accessFault]
    .compactMap(\.denialType)
  /// The codes that an upstream's refusal can have.
  static let codes = RefusalReason.allCases.map(\.code).filter { $0 != "none" }

  /// One of some words.
  func word(_ node: YAMLNode?, _ what: String, _ accepted: [String]) -> String? {
    guard let node, let text = reader.text(node, what) else { return nil }
    if accepted.contains(text) { return text }
    reader.report(
      "unknown-value", node.place, "\(what) is '\(text)'",
      hint: NearestName.hint(for: text, among: accepted))
    return nil
  }

  private func names(_ node: YAMLNode?, _ what: String) -> [String]? {
    reader.sequence(node, what).map { $0.compactMap { reader.text($0, "a name") } }
  }

  func read(_ node: YAMLNode, _ step: Int) -> StepClaim? {
    var claim = StepClaim(step: step)
    if node.members != nil {
      guard
        let members = reader.mapping(node, "what step \(step) comes to", accepted: Self.fields)
      else { return nil }
      claim.outcome = reader.choice(members["outcome"], "outcome", ClaimedOutcome.self)
      claim.status = reader.integer(members["status"], "status", 100...599).map(UInt16.init)
      claim.type = word(members["type"], "type", Self.types)
      claim.upstream = word(members["upstream"], "upstream", Self.codes)
      if members.isEmpty {
        reader.report(
          "empty-claim", node.place, "what step \(step) comes to is empty",
          hint: "accepted keys: " + Self.fields.joined(separator: ", "))
      }
      claim.model = reader.text(members["model"], "model")
      claim.lists = names(members["lists"], "lists")
      claim.omits = names(members["omits"], "omits")
      if let node = members["served_by"], let label = reader.text(node, "served_by") {
        claim.servedBy = label
        if !deployments.contains(label) {
          reader.report(
            "unknown-deployment", node.place, "there is no deployment '\(label)'",
            hint: NearestName.hint(for: label, among: deployments))
        }
      }
      return claim
    }
    if case .sequence = node.content {
      claim.lists = names(node, "the list of step \(step)")
      claim.listsNoOthers = true
      return claim
    }
    guard let text = reader.text(node, "what step \(step) comes to") else { return nil }
    if let status = UInt16(text), (100...599).contains(status) {
      claim.status = status
      return claim
    }
    guard let outcome = ClaimedOutcome(rawValue: text) else {
      reader.report(
        "unknown-value", node.place, "what step \(step) comes to is '\(text)'",
        hint: NearestName.hint(for: text, among: ClaimedOutcome.allCases.map(\.rawValue))
          + ", or a status")
      return nil
    }
    claim.outcome = outcome
    return claim
  }
}
