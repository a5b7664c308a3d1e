public import ArgumentParser
import Foundation
import Harness
import Reporting
public import RoutingCore
import Scenarios

extension Preset: ExpressibleByArgument {}

/// Tries the library's incidents on somebody's own LiteLLM configuration.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Try known incidents on a LiteLLM configuration; say what prevents each.",
    discussion: """
      Nothing is called and no environment variable is read: fakes stand behind every endpoint of \
      the configuration. Keys are told apart, and never shown.
      """)

  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case never, failure, suffering
  }

  @Option(help: "The LiteLLM configuration.")
  var config: String

  @Option(help: "The release whose rules it runs under; there is no default.")
  var preset: Preset

  @Option(help: "Another release to compare with; may be given more than once.")
  var compare: [Preset] = []

  @Option(help: "The seed of everything that is drawn.")
  var seed: UInt64 = 0

  @Flag(help: "One JSON object instead of text.")
  var json = false

  @Option(
    name: .customLong("fail-on"),
    help: "What makes the exit status 1: suffering (anything), failure (failed requests), never.")
  var threshold: Threshold = .suffering

  @Option(help: "A folder to write each suffered incident to, as a scenario.")
  var emit: String?

  @Option(help: "How many runs at once; the result is the same.")
  var jobs: Int = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs is \(jobs), accepted are 1 to 1024")
    }
  }

  func run() async throws {
    let (file, diagnostics) = ConfigurationFile.load(config) { TextFile.read($0) }
    guard let file else {
      for diagnostic in diagnostics where diagnostic.severity == .error {
        Console.error(diagnostic.text)
      }
      throw ExitStatus.badInput.exit
    }
    var request = Audit.Request(file: file, notes: diagnostics, preset: preset)
    request.compared = compare.filter { $0 != preset }
    request.seed = seed
    let audit = await Audit(request, jobs: jobs)
    let written = try write(audit)
    Console.print(
      json
        ? [AuditJSON.text(audit, written: written)]
        : AuditText(audit, style: Console.style, written: written).lines)
    let isRed: Bool =
      switch threshold {
      case .never: false
      case .failure: audit.findings.contains { $0.verdict == .fails }
      case .suffering: audit.suffered > 0
      }
    if isRed { throw ExitStatus.fallsShort.exit }
  }

  /// Writes the scenarios of what is suffered; their paths by the place of their finding.
  private func write(_ audit: Audit) throws -> [Int: String] {
    guard let emit else { return [:] }
    var folder = emit
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    var written: [Int: String] = [:]
    for file in audit.files(config: RelativePath.of(config, from: folder)) {
      let path = "\(folder)/\(file.name)"
      try ExitStatus.writing { () throws(TextFile.WriteProblem) in
        try TextFile.replace(path, with: file.text)
      }
      written[file.finding] = path
    }
    return written
  }
}
