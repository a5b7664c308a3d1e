import Harness
import Reporting
import RoutingCore
import Scenarios
import Testing
import Tunnel

/// What an audit finds, and what it says prevents it.
struct AuditTests {
  static let twoRegions = """
    model_list:
      - model_name: codex
        litellm_params: {model: azure/gpt-5, api_base: https://eastus.openai.azure.com, api_key: us}
        model_info: {id: east}
      - model_name: codex
        litellm_params: {model: azure/gpt-5, api_base: https://westeu.openai.azure.com, api_key: eu}
        model_info: {id: west}
    router_settings: {num_retries: 0}
    """

  private func entry(_ audit: Audit, _ title: String) -> [String] {
    let lines = AuditText(audit, style: Style(isColoured: false)).lines
    guard let start = lines.firstIndex(where: { $0.contains("  \(title)  ") }) else { return [] }
    let rest = lines[(start + 1)...].prefix { $0.hasPrefix("             ") }
    return [lines[start]] + rest
  }

  @Test func theFirstIncidentAndWhatPreventsIt() async throws {
    let audit = try await AuditedFile.audit(Self.twoRegions, .litellm11091)
    #expect(
      entry(audit, "encrypted content") == [
        "  SUFFERS    encrypted content           streamed: 51 of 100 follow-ups 400 (upstream "
          + "invalid_encrypted_content)",
        "             also                        whole",
        "             prevented by                optional_pre_call_checks: "
          + "[encrypted_content_affinity] - verified: 200 of 200 ok",
        "             which costs                 attempts east 111 -> 112, west 89 -> 88",
        "             like                        windtunnel run "
          + "encrypted-content/two-organizations",
      ])
    #expect(
      AuditedFile.verdicts(audit, "codex") == [
        "encrypted-content fails", "origin-cooling fails", "origin-429 fails",
        "origin-removed fails", "key-rotation holds", "previous-response fails",
        "endpoint-503 fails", "endpoint-429 fails", "endpoint-401 fails",
        "idle-deployments holds",
      ])
  }

  /// Before 1.82.1 LiteLLM does not know the check: only a release helps.
  @Test func aSettingThatTheReleaseDoesNotKnowIsNoRemedy() async throws {
    let audit = try await AuditedFile.audit(Self.twoRegions, .litellm18112)
    let finding = try #require(audit.findings.first { $0.incident == .encryptedContent })
    #expect(finding.trials.first?.verdict == .fails)
    #expect(
      finding.bestTrial?.text
        == "litellm-1.82.1 with optional_pre_call_checks: [encrypted_content_affinity]")
  }

  @Test func theCheckIsEnabledAlready() async throws {
    let text = Self.twoRegions.replacing(
      "num_retries: 0",
      with: "num_retries: 2, optional_pre_call_checks: [encrypted_content_affinity, "
        + "responses_api_deployment_check]")
    let audit = try await AuditedFile.audit(text, .litellm11091)
    #expect(
      AuditedFile.verdicts(audit, "codex") == [
        "encrypted-content holds", "origin-cooling degrades", "origin-429 degrades",
        "origin-removed degrades", "key-rotation holds", "previous-response holds",
        "endpoint-503 fails", "endpoint-429 holds", "endpoint-401 holds",
        "idle-deployments holds",
      ])
  }

  @Test func anEntryWithoutAnIDLosesItsMarkersWithItsKey() async throws {
    let text = Self.twoRegions.replacing("    model_info: {id: east}\n", with: "")
      .replacing("    model_info: {id: west}\n", with: "")
      .replacing(
        "num_retries: 0", with: "optional_pre_call_checks: [encrypted_content_affinity]")
    let audit = try await AuditedFile.audit(text, .litellm11091)
    let finding = try #require(audit.findings.first { $0.incident == .keyRotation })
    #expect(finding.verdict == .degrades)
    #expect(finding.bestTrial?.text == "model_info: {id: …} on each entry")
    #expect(finding.bestTrial?.verdict == .holds)
  }

  @Test func twoKeysOfOneResourceAreOneAccount() async throws {
    let text = Self.twoRegions.replacing("westeu", with: "eastus")
    let audit = try await AuditedFile.audit(text, .litellm11091)
    let finding = try #require(audit.findings.first { $0.incident == .encryptedContent })
    #expect(finding.verdict == .notApplicable)
    #expect(finding.text == "everything is sealed by one account: eastus")
  }

  static let others: [(name: String, change: (String, String), finding: String)] = [
    (
      "a weight beside none", ("api_key: us}", "api_key: us, weight: 3}"),
      "idle-deployments degrades weight is set on 1 of 2 entries, not on west"
    ),
    (
      "an order beside none", ("api_key: us}", "api_key: us, order: 1}"),
      "order-levels degrades order is set on some entries only: without one, west may never be "
        + "reached"
    ),
    (
      "a check that is no check",
      ("num_retries: 0", "optional_pre_call_checks: [encrypted_content_afinity]"),
      "unknown-names fails LiteLLM silently ignores the check 'encrypted_content_afinity': did "
        + "you mean 'encrypted_content_affinity'?"
    ),
    (
      "a setting that is no setting", ("num_retries: 0", "num_retires: 4"),
      "unknown-names degrades router setting 'num_retires' has no effect here: did you mean "
        + "'num_retries'?"
    ),
    (
      "a fallback to nobody", ("num_retries: 0", "fallbacks: [{codex: [codx]}]"),
      "fallback-names degrades fallbacks of 'codex' names 'codx', which is no group: did you "
        + "mean 'codex'?"
    ),
    (
      "one id twice", ("id: west", "id: east"),
      "duplicate-ids degrades two deployments have the id 'east'"
    ),
  ]

  @Test(arguments: others.indices)
  func whatStandsInTheFile(_ place: Int) async throws {
    let (_, change, expected) = Self.others[place]
    let text = Self.twoRegions.replacing(change.0, with: change.1)
    let audit = try await AuditedFile.audit(text, .litellm11091, conversations: 10)
    let found = audit.findings.filter { $0.verdict.isSuffered }
      .map { "\($0.incident.rawValue) \($0.verdict.rawValue) \($0.text)" }
    #expect(found.contains(expected), "\(found)")
  }

  /// The number of jobs, and the time, change nothing.
  @Test(arguments: AuditedFile.names)
  func everyAuditComesOutTheSame(_ name: String) async throws {
    let text = String(decoding: try AuditedFile.bytes(name), as: UTF8.self)
    var seen: [[String]] = []
    for jobs in [1, 4] {
      let audit = try await AuditedFile.audit(
        text, .litellm1821, compared: [.litellm11091], seed: 7, conversations: 3, jobs: jobs)
      let lines = AuditText(audit, style: Style(isColoured: false)).lines
      seen.append(
        lines + [AuditJSON.text(audit)] + audit.files(config: "config.yaml").map(\.text))
    }
    #expect(seen[0] == seen[1])
    #expect(seen[0].contains { $0.contains("under litellm-1.109.1") })
  }

  /// What is written shows what was found: run, it is as known.
  @Test(arguments: AuditedFile.names, [Preset.litellm18112, .litellm11091])
  func writtenScenariosReproduce(_ name: String, _ preset: Preset) async throws {
    let bytes = try AuditedFile.bytes(name)
    let audit = try await AuditedFile.audit(
      String(decoding: bytes, as: UTF8.self), preset, conversations: 5)
    let files = audit.files(config: "config.yaml")
    #expect(files.count > 4)
    for file in files {
      let loader = ScenarioLoader { path in
        .success(path == "config.yaml" ? bytes : Array(file.text.utf8))
      }
      let (scenario, diagnostics) = loader.load(file: "a.yaml", id: "a")
      let loaded = try #require(scenario, "\(file.name): \(diagnostics.map(\.text))")
      let runs = await Runner(jobs: 1, mode: .init()).run([loaded]) { _ in }
      let verdicts = runs[0].runs.map(\.verdict)
      #expect(!verdicts.contains(.failed), "\(file.name)")
      #expect(verdicts.first == .reproduces || verdicts.contains(.reproduces), "\(file.name)")
    }
  }

  /// The importer reads configurations as people write them; what is not modelled is a note.
  @Test(arguments: AuditedFile.names)
  func configurationsAreReadWithoutErrors(_ name: String) throws {
    let text = String(decoding: try AuditedFile.bytes(name), as: UTF8.self)
    let (file, diagnostics) = AuditedFile.load(text)
    #expect(file != nil)
    #expect(diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    #expect(diagnostics.count > 2)
    #expect(diagnostics.allSatisfy { $0.line > 0 })
  }
}
