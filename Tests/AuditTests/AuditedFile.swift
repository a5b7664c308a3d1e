import Foundation
import Harness
import Reporting
import RoutingCore
import Scenarios
import Testing

/// A configuration of the repository, or a text, audited.
struct AuditedFile {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("scenarios/configs")

  static let names = ["azure-regions", "budgets-tags", "wildcard-teams"]

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: folder.appendingPathComponent(name + ".yaml")))
  }

  /// Reads a text as `config.yaml`.
  static func load(_ text: String) -> (file: ConfigurationFile?, diagnostics: [Diagnostic]) {
    ConfigurationFile.load("config.yaml") { _ in .success(Array(text.utf8)) }
  }

  /// Audits a text.
  static func audit(
    _ text: String, _ preset: Preset, compared: [Preset] = [], seed: UInt64 = 0,
    conversations: Int = 100, jobs: Int = 2
  ) async throws -> Audit {
    let (file, diagnostics) = load(text)
    var request = Audit.Request(
      file: try #require(file), notes: diagnostics, preset: preset)
    request.compared = compared
    request.seed = seed
    request.conversations = conversations
    return await Audit(request, jobs: jobs)
  }

  /// The verdict of each incident of a group, those that are not applicable left out.
  static func verdicts(_ audit: Audit, _ group: String?) -> [String] {
    audit.findings.filter { $0.group == group && $0.verdict != .notApplicable }
      .map { "\($0.incident.rawValue) \($0.verdict.rawValue)" }
  }
}
