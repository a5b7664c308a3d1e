public import RoutingCore
public import Scenarios
import Tunnel

/// The library's incidents, tried on somebody's own LiteLLM configuration.
///
/// An audit is a function of configuration, preset and seed. Each incident is fitted to each group
/// as a scenario of its own, run, and run again with what may prevent it.
public struct Audit: Sendable {
  /// What is audited, and under what.
  public struct Request: Sendable {
    /// The configuration.
    public var file: ConfigurationFile
    /// What reading it told.
    public var notes: [Diagnostic]
    /// The preset; never a default.
    public var preset: Preset
    /// Others to compare with.
    public var compared: [Preset] = []
    /// The seed of everything that is drawn.
    public var seed: UInt64 = 0
    /// How many conversations a probe has, at most.
    public var conversations = 100

    /// Makes a request.
    public init(file: ConfigurationFile, notes: [Diagnostic], preset: Preset) {
      self.file = file
      self.notes = notes
      self.preset = preset
    }
  }

  /// A group in a line.
  public struct Group: Sendable {
    /// Its name.
    public var name: String
    /// What stands behind it: `3 deployments on 2 endpoints: eastus, westeu`.
    public var text: String
  }

  /// The request.
  public let request: Request
  /// The groups, in the order of the file.
  public var groups: [Group]
  /// What came out, by group, the configuration as a whole first.
  public var findings: [AuditFinding]
  /// How many requests were simulated.
  public var requests: UInt64

  /// The most runs of an audit.
  public static let runsMax = 20_000

  /// The most events of one of its runs.
  public static let eventsMax: UInt64 = 1_000_000

  /// Runs an audit on a number of threads; they do not change what comes out.
  public init(_ request: Request, jobs: Int, done: @escaping @Sendable (Int) -> Void = { _ in })
    async
  {
    self.request = request
    let audited = request.file.gateway.groups.indices.filter {
      // Groups that only stand in for a name have no entry of their own.
      $0 < request.file.ownGroups
    }.map { AuditedGroup($0, request.file) }
    groups = audited.map { group in
      let noun = group.members.count == 1 ? "deployment" : "deployments"
      return Group(
        name: group.name,
        text: "\(group.members.count) \(noun) on \(group.endpointText(request.file))")
    }
    let plans = ProbeList(request: request, groups: audited).plans
    let bench = ProbeBench(request: request, jobs: jobs, done: done)
    (findings, requests) = await bench.findings(plans)
  }

  /// How many incidents are suffered.
  public var suffered: Int { findings.count { $0.verdict.isSuffered } }
}

/// What is to be done for an incident and a group.
enum Plan: Sendable {
  /// Nothing has to be run.
  case finding(AuditFinding)
  /// This has to be run.
  case probe(Probe, members: [Int])
}
