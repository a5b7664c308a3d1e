public import RoutingCore
public import Scenarios
import Tunnel

/// What an audit came to for one incident and one group.
public struct AuditFinding: Sendable {
  /// In a word.
  public enum Verdict: String, CaseIterable, Sendable {
    /// Requests fail.
    case fails
    /// Requests are answered, but worse than they should be.
    case degrades
    /// Nothing goes wrong.
    case holds
    /// It cannot happen here.
    case notApplicable = "not_applicable"
    /// It was not tried.
    case notTried = "not_tried"

    /// Whether the configuration suffers the incident.
    public var isSuffered: Bool { self == .fails || self == .degrades }
  }

  /// A remedy and what it came to.
  public struct Trial: Sendable {
    /// What to set, as it is written.
    public var text: String
    /// The preset it ran under.
    public var preset: Preset
    /// The runs of all cases.
    public var runs: [VariantRun]
    /// What is left of the incident.
    public var verdict: Verdict
    /// How much is left of it: turns that fail, and turns that are degraded.
    public var left: Harm
  }

  /// The same cases under another preset.
  public struct Comparison: Sendable {
    /// The preset.
    public var preset: Preset
    /// What it came to there.
    public var verdict: Verdict
    /// The worst run there.
    public var worst: VariantRun
  }

  /// The incident.
  public var incident: Incident
  /// The group; nil for the configuration as a whole.
  public var group: String?
  /// In a word.
  public var verdict: Verdict
  /// What there is to say besides the counts; all there is to say if nothing was run.
  public var text: String
  /// Where it is written, if it is one place.
  public var place: SourcePlace?
  /// The runs of the cases; empty if nothing was run.
  public var runs: [VariantRun] = []
  /// The place of the worst run.
  public var worst = 0
  /// What was tried against it.
  public var trials: [Trial] = []
  /// The same under other presets.
  public var comparisons: [Comparison] = []
  /// The deployments of the group, by index.
  public var members: [Int] = []
  /// The scenario that shows it, for a configuration at a path; nil if nothing was run.
  var emission: Emission?

  init(
    _ incident: Incident, group: String?, verdict: Verdict, text: String,
    place: SourcePlace? = nil
  ) {
    self.incident = incident
    self.group = group
    self.verdict = verdict
    self.text = text
    self.place = place
  }

  /// The trial to name: the first that prevents the incident, else the one that leaves least of it.
  public var bestTrial: Trial? {
    if let prevents = trials.first(where: { !$0.verdict.isSuffered }) { return prevents }
    let now = runs.reduce(Harm()) { $0 + Harm($1) }
    func isLess(_ left: (Verdict, Harm), _ right: (Verdict, Harm)) -> Bool {
      left.0 == right.0 ? left.1 < right.1 : left.0 == .degrades
    }
    return trials.filter { isLess(($0.verdict, $0.left), (verdict, now)) }
      .min { isLess(($0.verdict, $0.left), ($1.verdict, $1.left)) }
  }
}

/// How much went wrong.
public struct Harm: Equatable, Comparable, Sendable {
  /// Turns that failed or were denied.
  public var failed: UInt64 = 0
  /// Turns that were degraded.
  public var degraded: UInt64 = 0

  /// None.
  public init() {}

  init(_ run: VariantRun) {
    let facts = Facts(run.result)
    failed = facts.count(.failed, .turns) + facts.count(.denied, .turns)
    degraded = facts.count(.degraded, .turns)
  }

  /// A failure is worse than any number of degraded answers.
  public static func < (left: Harm, right: Harm) -> Bool {
    (left.failed, left.degraded) < (right.failed, right.degraded)
  }

  static func + (left: Harm, right: Harm) -> Harm {
    var sum = left
    sum.failed += right.failed
    sum.degraded += right.degraded
    return sum
  }
}
