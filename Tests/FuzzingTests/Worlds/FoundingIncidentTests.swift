import Fuzzing
import Testing

/// Both founding incidents are found with no scenario given, and made small.
struct FoundingIncidentTests {
  private func first(
    _ property: Property, _ cause: String, _ profile: Profile
  ) throws -> Finding {
    let plan = FuzzPlan(preset: "litellm-1.81.12", properties: [property], profile: profile)
    for seed in UInt64(0)..<400 {
      let result = plan.run(seed, weights: plan.profile.weights)
      guard let breach = result.breaches.first(where: { $0.cause.hasPrefix(cause) }) else {
        continue
      }
      return try #require(plan.finding(breach, seed: seed, weights: plan.profile.weights))
    }
    Issue.record("nothing was found")
    throw CancellationError()
  }

  @Test func encryptedContent() throws {
    let finding = try first(.sealedStaysHome, "a sealed item went abroad on a first attempt", .calm)
    #expect(finding.deployments == 2)
    #expect(finding.clients == 1)
    #expect(finding.turns == 2)
    #expect(finding.replayed?.cause == finding.cause)
    #expect(finding.document.contains("expect: {sealed_items_abroad: 0}"))
    #expect(finding.document.contains("sound: recommended"))
  }

  @Test func wildcard() throws {
    let finding = try first(.grantsFollowCatalog, "refused a name, listed since a reload", .storm)
    #expect(finding.deployments == 1)
    #expect(finding.keys == 1)
    #expect(finding.catalogChanges == 1)
    #expect(finding.clients == 1)
    #expect(finding.turns == 1)
    #expect(finding.decidedBy.contains("catalog_reload: only_adds"))
    #expect(finding.replayed != nil)
    #expect(finding.document.contains("expect: ok, breaks: {found: 401}"))
  }
}
