import ArgumentParser
import Foundation
import Harness
import Scenarios
import Tunnel

/// Writes a first scenario, or a workflow for CI.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a first scenario that runs; `init ci` writes a workflow.",
    subcommands: [InitScenario.self, InitCI.self], defaultSubcommand: InitScenario.self)
}

/// Writes a first scenario, the schema for editors, and the scenario's golden.
struct InitScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Write a commented scenario that runs, with its golden and the schema for editors.",
    discussion: "A file that exists is never overwritten: exit status 73, and nothing is written.")

  @Argument(help: "The folder that gets scenarios/ and golden/.", completion: .directory)
  var folder = "."

  func run() throws {
    let id = ScenarioTemplate.id
    let scenarios = NewFiles.join(folder, "scenarios")
    let path = "\(scenarios)/\(id).yaml"
    let store = GoldenStore(folder: NewFiles.join(folder, "golden"))
    // Goldens are recorded by people; what is written in CI gets none.
    let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    let schema = "\(scenarios)/\(ScenarioSchema.fileName)"
    var files = [NewFiles.File(path: path, text: ScenarioTemplate.text)]
    // Other scenarios may have brought the schema along.
    if !TextFile.exists(schema) { files.append(.init(path: schema, text: ScenarioSchema.text)) }
    if !isCI { files.append(.init(path: store.path(of: id), text: try golden(path, id))) }
    try NewFiles.write(files)
    let lines = [
      "", "next", folder == "." ? "" : "  cd \(folder)", "  windtunnel run",
      "  windtunnel explain \(id) --variant before",
      "Change the scenario; windtunnel golden review shows what moved, and records what you accept.",
    ]
    Console.print(
      lines.enumerated().filter { $0.offset == 0 || !$0.element.isEmpty }.map(\.element))
  }

  /// The golden of the template, which runs before anything is written.
  private func golden(_ path: String, _ id: String) throws -> String {
    let loader = ScenarioLoader { _ in .success(Array(ScenarioTemplate.text.utf8)) }
    guard let scenario = loader.load(file: path, id: id).scenario else {
      preconditionFailure("the scenario that init writes cannot be read")
    }
    let runs = scenario.variants.map { VariantRun(running: $0, mode: RunMode()) }
    return GoldenTable(ScenarioRun(scenario: scenario, runs: runs)).text
  }
}

/// Writes a workflow that runs all scenarios on each change.
struct InitCI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci",
    abstract: "Write .github/workflows/windtunnel.yml, which runs every scenario on each change.",
    discussion: """
      The workflow takes windtunnel from a release's tarball, or builds it from source; both \
      addresses stand at its top. A file that exists is never overwritten: exit status 73.
      """)

  @Argument(help: "The folder of the repository.", completion: .directory)
  var folder = "."

  @Option(help: "The address of a release's tarball.")
  var tarball = ""

  @Option(help: "The tarball's SHA-256, which is checked.")
  var sha256 = ""

  @Option(help: "The address of the source's repository, if there is no tarball.")
  var source = ""

  @Option(help: "The commit, tag or branch of the source.")
  var ref = "main"

  func validate() throws {
    for (name, value) in [
      ("tarball", tarball), ("sha256", sha256), ("source", source), ("ref", ref),
    ]
    where value.contains(where: { "\"\\'".contains($0) || $0.isWhitespace }) {
      throw ValidationError("--\(name) holds a quote, a backslash or a space")
    }
  }

  func run() throws {
    let text = WorkflowTemplate.text(tarball: tarball, sha256: sha256, source: source, ref: ref)
    let path = NewFiles.join(folder, ".github/workflows/windtunnel.yml")
    try NewFiles.write([.init(path: path, text: text)])
    if tarball.isEmpty, source.isEmpty {
      Console.print(["fill in WINDTUNNEL_TARBALL or WINDTUNNEL_SOURCE at the top of it"])
    }
  }
}

/// Files that are written for the first time, all or none.
enum NewFiles {
  struct File {
    var path: String
    var text: String
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// Writes files that do not exist; if one does, none is written.
  static func write(_ files: [File]) throws {
    let existing = files.filter { TextFile.exists($0.path) }
    guard existing.isEmpty else {
      Console.error(
        existing.map { "windtunnel: '\($0.path)' exists and is not overwritten" }
          .joined(separator: "\n"))
      throw ExitStatus.cannotWrite.exit
    }
    for file in files {
      try ExitStatus.writing { () throws(TextFile.WriteProblem) in
        try TextFile.replace(file.path, with: file.text)
      }
      Console.print(["wrote \(file.path)"])
    }
  }
}
