import ArgumentParser
import Fuzzing
import Harness
import WireFormats

/// What makes a run of the fuzzer one part of a campaign.
struct FuzzPart: ParsableArguments {
  @Option(help: "How many blocks of 256 seeds are drawn alike, by what was reached before them.")
  var epoch: UInt64 = 1

  @Option(
    help: ArgumentHelp("What earlier parts of a campaign reached.", valueName: "file"))
  var coverageIn: String?

  @Option(help: ArgumentHelp("Write what this run reached, as JSON.", valueName: "file"))
  var coverageOut: String?

  @Option(
    help: ArgumentHelp(
      "The commit that saw the findings; that of the checkout unless given.", valueName: "hash"))
  var commit: String?

  func validate() throws {
    guard (1...Self.epochMax).contains(epoch) else {
      throw ValidationError("--epoch is \(epoch); accepted: 1 to \(Self.epochMax)")
    }
  }

  /// As many blocks as no campaign has.
  private static let epochMax: UInt64 = 1_000_000

  /// What another process is started with to draw the same worlds.
  var arguments: [String] {
    ["--epoch", "\(epoch)"] + (coverageIn.map { ["--coverage-in", $0] } ?? [])
  }

  /// A run of nothing yet, after the parts before it.
  func run(_ plan: FuzzPlan, jobs: Int) throws -> FuzzRun {
    guard let coverageIn else { return FuzzRun(plan: plan, jobs: jobs, epoch: epoch) }
    guard case .success(let text) = TextFile.read(coverageIn) else {
      Console.error("windtunnel: '\(coverageIn)' cannot be read")
      throw ExitStatus.badInput.exit
    }
    guard let json = try? JSONValue.parse(text), let earlier = Coverage(json) else {
      Console.error(
        "windtunnel: '\(coverageIn)' is no coverage of this program: accepted is what"
          + " --coverage-out writes, with \(Situations.names.count) cells")
      throw ExitStatus.badInput.exit
    }
    return FuzzRun(plan: plan, jobs: jobs, epoch: epoch, after: earlier)
  }

  /// A coverage as a file.
  static func text(_ coverage: Coverage) -> String {
    String(decoding: coverage.json.serialized(), as: UTF8.self) + "\n"
  }
}
