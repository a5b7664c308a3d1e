import Foundation
import Fuzzing
import Testing

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
}
