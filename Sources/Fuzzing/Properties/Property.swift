public import Tunnel

/// A statement that must hold for every world.
public enum Property: String, CaseIterable, Sendable {
  case sealedStaysHome = "sealed-stays-home"
  case noMarkerUpstream = "no-marker-upstream"
  case historyUsable = "history-usable"
  case grantsFollowCatalog = "grants-follow-catalog"
  case grantsHold = "grants-hold"
  case endsOnce = "ends-once"
  case attemptsBounded = "attempts-bounded"
  case retryAfterHonoured = "retry-after-honoured"
  case cooldownKept = "cooldown-kept"
  case absentUnpicked = "absent-unpicked"
  case weightsExact = "weights-exact"
  case weightsFair = "weights-fair"
  case quotasKept = "quotas-kept"
  case constraintsHold = "constraints-hold"
  case leftOutRightly = "left-out-rightly"
  case orderKept = "order-kept"
  case pinsFollow = "pins-follow"
  case triesExact = "tries-exact"
  case walkExact = "walk-exact"
  case limitsExact = "limits-exact"
  case leastBusyPicked = "least-busy-picked"
  case errorsTold = "errors-told"
  case liveness
  case replicasAgree = "replicas-agree"
  case namesDoNotMatter = "names-do-not-matter"
  case weightsScale = "weights-scale"
  case othersDoNotMatter = "others-do-not-matter"
  case reloadChangesNothing = "reload-changes-nothing"
  case orderGrantsNothing = "order-grants-nothing"
  case wireChangesNothing = "wire-changes-nothing"
  case watchingChangesNothing = "watching-changes-nothing"

  /// What must hold, in a sentence.
  public var statement: String {
    switch self {
    case .sealedStaysHome: "sealed content never reaches a boundary that cannot open it"
    case .noMarkerUpstream: "no upstream ever sees a marker of the gateway's own"
    case .historyUsable: "what a client was given and sends back unchanged is never refused"
    case .grantsFollowCatalog:
      "a key may call exactly what its list and the cost map in force grant, on every replica"
    case .grantsHold: "nobody outside the key's grant ever answers, fallbacks included"
    case .endsOnce: "every request ends once, and all slots and counters are back at zero"
    case .attemptsBounded: "no request makes more attempts than its retries and groups allow"
    case .retryAfterHonoured: "nobody is called again before its Retry-After while others can be"
    case .cooldownKept: "who was rate limited is not picked in its cooldown while others can be"
    case .absentUnpicked: "nobody is picked who is removed, paused or left out by the same decision"
    case .weightsExact: "candidates are weighted exactly as their entries say"
    case .weightsFair: "picks come as often as the weights say"
    case .quotasKept: "limits of calls at once and in a minute are kept in every interleaving"
    case .constraintsHold: "no soft preference overrides the tags or the length of a request"
    case .leftOutRightly: "whoever is left out is left out for a reason that the world gives"
    case .orderKept: "a pick is among one order level, the lowest that is left"
    case .pinsFollow: "a pin holds from its first call until a call of its owner fails there"
    case .triesExact: "a group is tried as often as its retries say, and elsewhere where it can be"
    case .walkExact: "fallbacks are walked as their lists, their depth and the key's grant say"
    case .limitsExact: "nobody is refused for a limit that is not reached"
    case .leastBusyPicked: "least-busy picks one of those with the fewest calls in flight"
    case .errorsTold: "errors have the documented status, and say when to come back"
    case .liveness: "after the last fault every group answers, and every candidate is used again"
    case .replicasAgree: "after the last change all replicas see the same candidates"
    case .namesDoNotMatter: "other names of groups, deployments and keys change nothing"
    case .weightsScale: "weights that are all multiplied by one number change nothing"
    case .othersDoNotMatter: "a group that nobody calls changes nothing"
    case .reloadChangesNothing: "a reload of the same cost map changes nothing"
    case .orderGrantsNothing: "the order of the configuration's entries changes no grant"
    case .wireChangesNothing: "messages that pass through their text and back change nothing"
    case .watchingChangesNothing:
      "a run whose reasons are recorded decides as one that nobody watches"
    }
  }

  /// Whether it compares a run with that of a changed world.
  public var isMetamorphic: Bool {
    switch self {
    case .namesDoNotMatter, .weightsScale, .othersDoNotMatter, .reloadChangesNothing,
      .orderGrantsNothing, .wireChangesNothing, .watchingChangesNothing:
      true
    default: false
    }
  }
}

/// A property that does not hold in a world.
public struct Breach: Equatable, Sendable {
  /// The property.
  public var property: Property
  /// What makes it fail: breaches with one cause are one finding.
  public var cause: String
  /// What happened, in a sentence.
  public var text: String
  /// The request to blame, if one is.
  public var request: RequestLabel?
}

extension Property {
  /// How the property fails in a run, if it does.
  public func breach(in run: WorldRun) -> Breach? {
    // A run that does not come to its end says nothing of anything else.
    guard run.result.limit == nil else { return self == .endsOnce ? run.limitReached : nil }
    switch self {
    case .sealedStaysHome: return run.sealedAbroad
    case .noMarkerUpstream: return run.markerUpstream
    case .historyUsable: return run.refusedHistory ?? run.needlessStrip
    case .grantsFollowCatalog: return run.wrongGrant
    case .grantsHold: return run.answerOutsideGrant
    case .endsOnce: return run.openEnd
    case .attemptsBounded: return run.tooManyAttempts
    case .retryAfterHonoured: return run.callBeforeRetryAfter
    case .cooldownKept: return run.callInCooldown
    case .absentUnpicked: return run.absentPick
    case .weightsExact: return run.wrongWeights
    case .weightsFair: return run.unfairPicks
    case .quotasKept: return run.brokenQuota
    case .constraintsHold: return run.brokenConstraint
    case .leftOutRightly: return run.wrongExclusion
    case .orderKept: return run.brokenOrder
    case .pinsFollow: return run.brokenPin
    case .triesExact: return run.wrongTries
    case .walkExact: return run.wrongWalk
    case .limitsExact: return run.earlyRefusal
    case .leastBusyPicked: return run.busierPick
    case .errorsTold: return run.wrongError
    case .liveness: return run.deadEnd
    case .replicasAgree: return run.disagreement
    case .namesDoNotMatter: return run.changed(by: .renamed, self)
    case .weightsScale: return run.changed(by: .scaledWeights, self)
    case .othersDoNotMatter: return run.changed(by: .unrelatedGroup, self)
    case .reloadChangesNothing: return run.changed(by: .sameReload, self)
    case .orderGrantsNothing: return run.changed(by: .reordered, self)
    case .wireChangesNothing: return run.changedByWire
    case .watchingChangesNothing: return run.changedByWatching
    }
  }
}
