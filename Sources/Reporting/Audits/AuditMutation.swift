import Harness
import RoutingCore
import Scenarios

/// A mutated configuration, read and audited: everything that would be printed of it.
public struct AuditMutation: Sendable {
  /// Whether it could be read.
  public var isRead: Bool
  /// Everything that would be printed or written.
  public var output: String
  /// How many incidents could not be tried, besides those that reached a limit.
  public var untried: Int

  /// Reads and audits a configuration, with few conversations.
  public init(_ bytes: [UInt8], number: UInt64) async {
    let (file, diagnostics) = ConfigurationFile.load("config.yaml") { path in
      path == "config.yaml" ? .success(bytes) : .failure(.init(reason: "it is not there"))
    }
    output = diagnostics.map(\.text).joined(separator: "\n")
    isRead = file != nil
    untried = 0
    guard let file else { return }
    let presets = Preset.allCases
    let preset = presets[Int(number % UInt64(presets.count))]
    var request = Audit.Request(file: file, notes: diagnostics, preset: preset)
    request.conversations = 2
    let audit = await Audit(request, jobs: 1)
    untried = audit.findings.count { $0.verdict == .notTried && $0.runs.isEmpty }
    output += AuditText(audit, style: Style(isColoured: false)).lines.joined(separator: "\n")
    output += AuditJSON.text(audit)
    for written in audit.files(config: "config.yaml") {
      output += written.name + written.text
    }
  }
}
