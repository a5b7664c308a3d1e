import Foundation
import Fuzzing
import Scenarios
import Testing
import Tunnel

/// Findings are kept, counted on and merged.
struct FindingStoreTests {
  private func findings(_ seeds: Range<UInt64>) async -> [Finding] {
    let plan = FuzzPlan(
      preset: "litellm-1.81.12", properties: [.sealedStaysHome, .weightsExact], profile: .storm)
    var run = FuzzRun(plan: plan, jobs: 2)
    _ = await run.run(seeds.lowerBound...(seeds.upperBound - 1))
    return run.findings
  }

  private func folder(_ name: String) -> String {
    FileManager.default.temporaryDirectory.path + "/findings-\(UUID().uuidString)-\(name)"
  }

  private func texts(_ store: FindingStore) -> [String] {
    store.ids.map { id in
      let facts = FileManager.default.contents(atPath: "\(store.folder)/\(id)/finding.json")
      let scenario = FileManager.default.contents(atPath: store.scenarioPath(id))
      return String(decoding: (facts ?? Data()) + (scenario ?? Data()), as: UTF8.self)
    }
  }

  @Test func mergingIsAFunctionOfTheParts() async throws {
    let first = await findings(0..<12)
    let second = await findings(12..<24)
    #expect(!first.isEmpty)
    let orders = [first + second, second + first, first + first + second + second + first]
    var merged: [[String]] = []
    for (place, order) in orders.enumerated() {
      let store = FindingStore(folder: folder("\(place)"))
      defer { try? FileManager.default.removeItem(atPath: store.folder) }
      for finding in order { try store.keep(finding, commit: "abc") }
      merged.append(texts(store))
    }
    #expect(merged[0] == merged[1])
    #expect(merged[0] == merged[2])
  }

  @Test func aKeptFindingReplays() async throws {
    let store = FindingStore(folder: folder("kept"))
    defer { try? FileManager.default.removeItem(atPath: store.folder) }
    for finding in await findings(0..<12) {
      try store.keep(finding, commit: "abc")
      let kept = try #require(store.finding(finding.id))
      #expect(kept.finding.replayed?.cause == finding.cause)
      #expect(kept.finding.document == finding.document)
      #expect(kept.firstSeen == "abc")
    }
  }

  @Test func anyNumberOfJobsFindsTheSame() async {
    let plan = FuzzPlan(
      preset: "litellm-1.81.12", properties: [.sealedStaysHome], profile: .swarm)
    var one = FuzzRun(plan: plan, jobs: 1)
    var three = FuzzRun(plan: plan, jobs: 3)
    _ = await one.run(0...20)
    _ = await three.run(0...20)
    #expect(one.findings.map(\.document) == three.findings.map(\.document))
    #expect(one.coverage == three.coverage)
    #expect(one.requests == three.requests)
  }

  /// A run that goes on until a limit stops it is a finding, and says nothing of anything else.
  @Test func aRunThatNeverEndsIsFound() throws {
    let text = """
      name: a list that leads back to itself
      config:
        model_list:
          - {model_name: a, litellm_params: {model: azure/gpt-5}, model_info: {id: a1}}
          - {model_name: b, litellm_params: {model: azure/gpt-5}, model_info: {id: b1}}
          - {model_name: c, litellm_params: {model: azure/gpt-5}, model_info: {id: c1}}
        router_settings:
          {num_retries: 0, max_fallbacks: 100, fallbacks: [{a: [b, c]}, {b: [c, a]}, {c: [a, b]}]}
      upstreams: {all: {faults: [{answers: 500}]}}
      traffic: {model: a, surface: chat, conversations: 1, turns: 1}
      variants: {found: {preset: litellm-1.82.1}}
      """
    let loader = ScenarioLoader { _ in .success(Array(text.utf8)) }
    let value = try #require(loader.value(file: "world.yaml").value)
    let run = try #require(WorldRun(value))
    #expect(run.result.limit != nil)
    #expect(Property.endsOnce.breach(in: run)?.cause == "the run stopped at a limit")
    #expect(Property.attemptsBounded.breach(in: run) == nil)
  }
}
