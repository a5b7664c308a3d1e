import Harness
import Primitives
import Scenarios
import Tunnel

/// A mutated scenario, read and run for a while: everything that would be printed of it.
public struct ScenarioMutation: Sendable {
  /// Whether it could be read.
  public var isRead: Bool
  /// Everything that would be printed or recorded.
  public var output: String

  /// Few enough events that a hundred thousand of them are soon done.
  private static let eventsMax: UInt64 = 20_000

  /// Reads a scenario and runs its variants up to a limit.
  public init(_ bytes: [UInt8]) {
    let loader = ScenarioLoader { path in
      path == "scenario.yaml" ? .success(bytes) : .failure(.init(reason: "it is not there"))
    }
    let (loaded, diagnostics) = loader.load(file: "scenario.yaml", id: "scenario")
    output = diagnostics.map(\.text).joined(separator: "\n")
    isRead = loaded != nil
    guard var scenario = loaded else { return }
    for place in scenario.variants.indices {
      scenario.variants[place].setup.limits.eventsMax = Self.eventsMax
      scenario.variants[place].setup.limits.processesMax = 100
    }
    let runs = scenario.variants.map { VariantRun(running: $0, mode: RunMode()) }
    let run = ScenarioRun(scenario: scenario, runs: runs)
    let entry = ReportedRun(run: run, golden: nil)
    let style = Style(isColoured: false)
    output += RunText(style: style, showsAll: true).lines([entry]).joined(separator: "\n")
    output += FailureText(style: style, mode: "").lines([entry]).joined(separator: "\n")
    output += GoldenTable(run).text
    // What was recorded can be read back.
    if case .failure(let problem) = GoldenTable.parse(GoldenTable(run).text) {
      output += "line \(problem.line) of the golden: \(problem.reason)"
      isRead = false
    }
  }

  /// Whether bytes are those of a scenario, not of a configuration.
  public static func isScenario(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains("\nvariants:")
  }
}
