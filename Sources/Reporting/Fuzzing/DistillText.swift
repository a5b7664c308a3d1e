public import Fuzzing
import Harness

/// What `distill` prints.
public struct DistillText {
  private let distillation: Distillation
  private let preset: String

  /// Makes a report.
  public init(_ distillation: Distillation, preset: String) {
    self.distillation = distillation
    self.preset = preset
  }

  /// What of the log had no use.
  public var notes: [String] {
    let facts = distillation.facts
    var notes: [String] = []
    if facts.unknownModels > 0 {
      notes.append(
        "note: \(NumberText.counted(facts.unknownModels, "line")) left out: the configuration "
          + "lacks the model")
    }
    if facts.unknownDeployments > 0 {
      notes.append(
        "note: of \(NumberText.counted(facts.unknownDeployments, "line")) the configuration lacks "
          + "the deployment: no fault of it is played")
    }
    return notes
  }

  /// What came out, how small it is, and how it is run again.
  public func lines(_ found: DistilledScenario, path: String?) -> [String] {
    let size = [
      NumberText.counted(found.deployments, "deployment"),
      NumberText.counted(found.conversations, "conversation"),
      NumberText.counted(found.turns, "turn"),
    ]
    var lines = [
      "distilled  \(found.wrong.text): \(found.wrong.count) of "
        + "\(NumberText.counted(distillation.facts.requests, "request")) in the log",
      "  \(size.joined(separator: ", ")); \(NumberText.counted(found.steps, "scenario")) tried to "
        + "make it small",
    ]
    if found.isCut { lines.append("  that is the most that are tried: it may not be the smallest") }
    for (variant, verdict) in found.verdicts {
      let rules = variant == "found" ? preset : "recommended"
      lines.append("  \(variant)  \(verdict.rawValue.padded(to: 10))  \(rules)")
    }
    if let path { lines.append("  again  windtunnel run \(path)") }
    return lines
  }

  /// Why there is no scenario.
  public var failure: [String] {
    guard !distillation.attempts.isEmpty else {
      let errors = distillation.facts.errors
      guard errors > 0 else { return ["windtunnel: no request of the log ended with an error"] }
      return [
        "windtunnel: of \(NumberText.counted(errors, "error")) in the log none has the status and "
          + "code that are asked for"
      ]
    }
    return ["windtunnel: nothing that went wrong in the log makes a scenario under \(preset)"]
      + distillation.attempts.map { attempt in
        let head = "    \(attempt.wrong.text), \(attempt.wrong.count) in the log: "
        guard attempt.shown > 0 else {
          return head + "in none of \(NumberText.counted(attempt.worlds, "scenario"))"
        }
        return head + "in \(attempt.shown) of \(NumberText.counted(attempt.worlds, "scenario")), "
          + "but something goes wrong there under recommended, too"
      }
  }
}
