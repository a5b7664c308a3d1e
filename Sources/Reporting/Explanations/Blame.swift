import Harness
import Primitives
import RoutingCore
import Scenarios
import Tunnel
import Upstreams

/// Why the first wrong decision of a request was made: from the state that eliminated the right
/// choice back to what set it.
struct Blame {
  private let explanation: Explanation

  init(_ explanation: Explanation) { self.explanation = explanation }

  /// Where the rule lives that let the wrong choice through.
  static let sealedFile = "RoutingCore/Affinity/Router+SealedOrigin.swift"

  /// The reason in one sentence; nil if there is nothing to tell.
  var cause: String? {
    if let cause = NameStory(explanation)?.cause { return cause }
    let rules = explanation.request.rules
    guard let decision = explanation.firstWrong else { return wrapping(rules) }
    for stage in decision.stages {
      for elimination in stage.eliminations where explanation.canOpen(elimination.deployment) {
        let name = explanation.name(elimination.deployment)
        let why = reason(elimination, name)
        guard stage.stage != .sealedItems else { return why }
        return why
          + "\n                    and unavailable_origin = \(rules.unavailableOrigin.rawValue)"
          + "        <- \(Self.sealedFile)"
      }
    }
    let sealed = decision.stages.first { $0.stage == .sealedItems }
    if explanation.surface != .responses {
      return "nothing marks what is sealed on the surface \(explanation.surface.rawValue)"
    }
    if sealed?.isEnabled != true { return "the check for sealed items is not enabled" }
    if explanation.request.items.allSatisfy({ $0.facts.origin == .absent }) {
      return "no item carries a marker: the check has nothing to go by"
    }
    if rules.foreignItems == .kept, isMixed {
      return "the items are of more than one boundary, and foreign_items = kept"
        + "        <- \(Self.sealedFile)"
    }
    return nil
  }

  /// An upstream that could open an item got it with the gateway's mark on it.
  private func wrapping(_ rules: Rules) -> String? {
    switch rules.restore {
    case .always: return nil
    case .never:
      guard explanation.request.items.contains(where: { $0.facts.origin != .absent }) else {
        return nil
      }
      return "the item is wrapped, and this replica does not take marks off: restore = never"
        + "        <- RoutingCore/Machine/Router+Attempts.swift"
    }
  }

  private var isMixed: Bool {
    Set(explanation.request.items.map(\.seal.boundary)).count > 1
  }

  private func reason(_ elimination: Elimination, _ name: String) -> String {
    switch elimination.reason {
    case .cooling:
      guard let cause = elimination.cause else { return "\(name) was cooling" }
      return "\(name) was cooling (\(cause.status) to \(explanation.label(of: cause.request)) at "
        + "\(InstantText.format(cause.at)), until \(InstantText.format(cause.until)))"
    case .removed: return "\(name) was removed from the configuration"
    case .blocked: return "\(name) was paused"
    case .notPinned: return "a pin kept another deployment than \(name)"
    case .notPrevious: return "the previous response came from another deployment than \(name)"
    case .saturated: return "nobody knew how long the queue of \(name) was"
    case .unhealthy: return "\(name) failed its latest health check"
    case .higherOrder: return "\(name) is of a higher order level"
    case .triedBefore: return "\(name) had failed in the request before"
    case .refusedBefore: return "\(name) had refused the request before"
    case .contextWindow: return "the input is longer than \(name) takes"
    case .overBudget: return "the budget of \(name) is spent"
    case .otherRegion: return "\(name) is not in the region asked for"
    case .otherAccessGroup: return "\(name) is in no access group of the key"
    case .limitReached: return "\(name) had used up its rpm"
    case .tags: return "\(name) lacks the request's tags"
    case .notOrigin: return "the markers name another deployment than \(name)"
    }
  }
}
