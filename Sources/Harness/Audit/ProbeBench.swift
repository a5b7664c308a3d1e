import Primitives
import RoutingCore
import Scenarios
import Tunnel

/// Runs probes: first as they are, then, where something is suffered, with what may prevent it.
struct ProbeBench: Sendable {
  let request: Audit.Request
  let jobs: Int
  let done: @Sendable (Int) -> Void

  private struct Job {
    var place: Int
    var probe: Probe
    var columns: [Probe.Column]
  }

  /// The findings of plans, in their order, and how many requests were simulated.
  func findings(_ plans: [Plan]) async -> ([AuditFinding], UInt64) {
    var findings: [AuditFinding] = []
    var jobs: [Job] = []
    var budget = Audit.runsMax
    for (place, plan) in plans.enumerated() {
      switch plan {
      case .finding(let finding): findings.append(finding)
      case .probe(let probe, let members):
        var finding = AuditFinding(
          probe.incident, group: probe.group, verdict: .notTried, text: Self.limitText)
        finding.members = members
        var columns = probe.columns(under: request.preset)
        for preset in request.compared {
          columns += probe.columns(under: preset, suffix: "-under-" + preset.rawValue)
        }
        budget -= columns.count
        if budget >= 0 { jobs.append(Job(place: place, probe: probe, columns: columns)) }
        findings.append(finding)
      }
    }
    var requests: UInt64 = 0
    for (job, runs) in zip(jobs, await run(jobs)) {
      requests += Self.requests(runs)
      judge(job, runs, into: &findings[job.place])
    }
    var trials: [Job] = []
    for job in jobs where findings[job.place].verdict.isSuffered {
      let columns = job.probe.remedies.flatMap {
        job.probe.columns($0, under: request.preset)
      }
      budget -= columns.count
      guard !columns.isEmpty, budget >= 0 else { continue }
      trials.append(Job(place: job.place, probe: job.probe, columns: columns))
    }
    for (job, runs) in zip(trials, await run(trials)) {
      requests += Self.requests(runs)
      addTrials(job, runs, to: &findings[job.place])
    }
    return (findings, requests)
  }

  private static let limitText = "an audit makes at most \(Audit.runsMax) runs"

  private static func requests(_ runs: [VariantRun]?) -> UInt64 {
    (runs ?? []).reduce(0) { $0 + $1.result.requests }
  }

  /// The runs of jobs; nil for one that could not be read.
  private func run(_ jobs: [Job]) async -> [[VariantRun]?] {
    var scenarios: [Scenario] = []
    var places: [Int?] = []
    for job in jobs {
      guard let scenario = load(job) else {
        places.append(nil)
        continue
      }
      places.append(scenarios.count)
      scenarios.append(scenario)
    }
    let runs = await Runner(jobs: self.jobs, mode: RunMode()).run(scenarios, done: done)
    return places.map { place in place.map { runs[$0].runs } }
  }

  private func load(_ job: Job) -> Scenario? {
    let text = job.probe.text(
      config: request.file.path, seed: request.seed, columns: job.columns)
    let name = "probe.yaml"
    let loader = ScenarioLoader(configuration: request.file) { path in
      path == name ? .success(Array(text.utf8)) : .failure(.init(reason: "it is not read"))
    }
    guard var scenario = loader.load(file: name, id: "probe").scenario else { return nil }
    for (place, column) in job.columns.enumerated() {
      scenario.variants[place].setup.limits.eventsMax = Audit.eventsMax
      column.patch?(&scenario.variants[place].setup)
    }
    return scenario
  }

  // MARK: What came out

  private func judge(_ job: Job, _ runs: [VariantRun]?, into finding: inout AuditFinding) {
    guard let runs, runs.count == job.columns.count else {
      finding.text = "a scenario of it cannot be written for these names"
      return
    }
    let count = job.probe.cases.count
    let cases = Array(runs[..<count])
    finding.runs = cases
    let verdicts = cases.map { Self.verdict($0, job.probe.measure) }
    finding.worst = Self.worst(cases, verdicts)
    finding.verdict = verdicts[finding.worst]
    finding.text =
      finding.verdict.isSuffered
      ? job.probe.advice
      : cases[finding.worst].result.limit.map { "a run says nothing: \($0.found)" } ?? ""
    for (place, preset) in request.compared.enumerated() {
      let others = Array(runs[(count * (place + 1))..<(count * (place + 2))])
      let verdicts = others.map { Self.verdict($0, job.probe.measure) }
      let worst = Self.worst(others, verdicts)
      finding.comparisons.append(
        AuditFinding.Comparison(preset: preset, verdict: verdicts[worst], worst: others[worst]))
    }
    finding.emission = Emission(
      probe: job.probe, columns: Array(job.columns[..<count]), runs: cases)
  }

  private func addTrials(_ job: Job, _ runs: [VariantRun]?, to finding: inout AuditFinding) {
    guard let runs, runs.count == job.columns.count else { return }
    let count = job.probe.cases.count
    for (place, remedy) in job.probe.remedies.enumerated() {
      let tried = Array(runs[(count * place)..<(count * (place + 1))])
      let verdicts = tried.map { Self.verdict($0, job.probe.measure) }
      finding.trials.append(
        AuditFinding.Trial(
          text: remedy.text, preset: remedy.preset ?? request.preset, runs: tried,
          verdict: verdicts[Self.worst(tried, verdicts)],
          left: tried.reduce(Harm()) { $0 + Harm($1) }))
    }
    finding.emission?.columns += job.columns
    finding.emission?.runs += runs
  }

  /// The place of the run in which most goes wrong.
  private static func worst(_ runs: [VariantRun], _ verdicts: [AuditFinding.Verdict]) -> Int {
    func rank(_ place: Int) -> (Int, UInt64, UInt64, UInt16) {
      let harm = Harm(runs[place])
      let word = verdicts[place] == .fails ? 2 : verdicts[place] == .degrades ? 1 : 0
      return (word, harm.failed, harm.degraded, runs[place].result.attemptsMax)
    }
    return runs.indices.max { left, right in
      rank(left) == rank(right) ? left > right : rank(left) < rank(right)
    } ?? 0
  }

  private static func verdict(
    _ run: VariantRun, _ measure: Probe.Measure
  ) -> AuditFinding.Verdict {
    // A run that stopped at a limit says nothing.
    if run.result.limit != nil { return .notTried }
    let facts = Facts(run.result)
    switch measure {
    case .turns(let scope):
      if facts.count(.failed, scope) + facts.count(.denied, scope) > 0 { return .fails }
      return facts.count(.degraded, scope) > 0 ? .degrades : .holds
    case .idle(let members):
      return members.contains { run.result.load[$0] == 0 } ? .degrades : .holds
    case .steps(let mustWork):
      let wrong = run.violations.map(\.key)
      if mustWork.contains(where: { wrong.contains("step \($0)") }) { return .fails }
      return wrong.isEmpty ? .holds : .degrades
    case .walks: return run.result.attemptsMax > 1 ? .degrades : .holds
    }
  }
}
