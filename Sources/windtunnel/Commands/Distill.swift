public import ArgumentParser
public import Fuzzing
import Harness
import Reporting
import RoutingCore
import Scenarios

extension TrafficLog.Format: ExpressibleByArgument {}

/// Makes the smallest scenario of a log in which something goes wrong.
struct Distill: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reduce a log of requests to the smallest scenario with the same wrong outcome.",
    discussion: """
      The log has one JSON object a line. Nothing of its names, and nothing of those of the \
      configuration, is in the scenario. Status 1 if no wrong outcome of the log shows in a run, \
      or none that the recommended rules prevent.
      """)

  @Argument(help: "The log.", completion: .file())
  var log: String

  @Option(help: "The LiteLLM configuration that it was written under.", completion: .file())
  var config: String

  @Option(help: "The release that it was written under; there is no default.")
  var preset: Preset

  @Option(help: "lines: the documented fields; litellm: LiteLLM's standard logging payload.")
  var format: TrafficLog.Format = .lines

  @Option(help: ArgumentHelp("Only outcomes with this HTTP status.", valueName: "status"))
  var status: Int?

  @Option(help: ArgumentHelp("Only outcomes with this code.", valueName: "code"))
  var error: String?

  @Option(
    help: ArgumentHelp(
      "The cost map as it is published: JSON, LiteLLM's own or {name: provider}.",
      valueName: "file"),
    completion: .file())
  var costMap: String?

  @Option(help: ArgumentHelp("Write the scenario to a file.", valueName: "file"))
  var out: String?

  func validate() throws {
    if let status, !(400...599).contains(status) {
      throw ValidationError("--status is \(status); accepted: 400 to 599")
    }
    if let error, !Distillation.codes.contains(error) {
      throw ValidationError(
        "there is no code '\(error)'\n    "
          + NearestName.hint(for: error, among: Distillation.codes))
    }
    guard preset != .recommended else {
      throw ValidationError("--preset is recommended, which the scenario is held against")
    }
  }

  func run() throws {
    let (log, configuration) = try read()
    var request = Distillation.Request(preset: preset)
    request.status = status
    request.error = error
    let distillation = Distillation(
      log, configuration: configuration, request,
      done: Progress(total: nil, noun: "scenarios tried").tell)
    Console.progress("")
    let text = DistillText(distillation, preset: preset.rawValue)
    for note in text.notes { Console.error(note) }
    guard let found = distillation.found else {
      Console.error(text.failure.joined(separator: "\n"))
      throw ExitStatus.fallsShort.exit
    }
    guard found.isProven else {
      Console.error("windtunnel: the scenario does not show what it was made to show")
      throw ExitStatus.bug.exit
    }
    guard let out else {
      Console.error(text.lines(found, path: nil).joined(separator: "\n"))
      Console.print([String(found.document.dropLast())])
      return
    }
    try ExitStatus.writing(orSay: "what was there is unchanged") {
      () throws(TextFile.WriteProblem) in
      try TextFile.replace(out, with: found.document)
    }
    Console.print(text.lines(found, path: out))
  }

  /// The log and the configuration; the problems of both end the command, all at once.
  private func read() throws -> (TrafficLog, DistilledConfiguration) {
    var (configuration, diagnostics) = DistilledConfiguration.load(config) { TextFile.read($0) }
    var read: TrafficLog?
    switch TextFile.read(log) {
    case .failure(let problem):
      diagnostics.append(unreadable(log, "the file cannot be read: \(problem.reason)"))
    case .success(let bytes):
      let (lines, problems) = TrafficLog.read(bytes, file: log, format: format)
      read = lines
      diagnostics += problems
    }
    if let costMap {
      switch TextFile.read(costMap) {
      case .failure(let problem):
        diagnostics.append(unreadable(costMap, "the file cannot be read: \(problem.reason)"))
      case .success(let bytes):
        if configuration?.addCostMap(bytes) == false {
          diagnostics.append(
            unreadable(costMap, "the file is no JSON object", code: "invalid-cost-map"))
        }
      }
    }
    for diagnostic in diagnostics { Console.error(diagnostic.text) }
    guard let read, let configuration, diagnostics.isEmpty else {
      throw ExitStatus.badInput.exit
    }
    return (read, configuration)
  }

  private func unreadable(
    _ file: String, _ message: String, code: String = "unreadable-file"
  ) -> Diagnostic {
    Diagnostic(code: code, file: file, line: 0, column: 0, message: message)
  }
}
