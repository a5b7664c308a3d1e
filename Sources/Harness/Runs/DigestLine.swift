import Primitives
import Scenarios
import Tunnel

/// The digests of a run as one process tells them to another.
public enum DigestLine {
  /// A line for each variant: scenario, variant, decisions, events, how many, and the checkpoints.
  public static func lines(_ runs: [ScenarioRun]) -> [String] {
    runs.flatMap { run in
      run.runs.map { variant in
        let result = variant.result
        let checkpoints = result.events.checkpoints.map { Digest.text(of: $0) }
        return [
          run.scenario.id, variant.variant.name, result.decisions.digest.text,
          result.events.digest.text, "\(result.events.count)", "\(result.events.interval)",
          checkpoints.joined(separator: ","),
        ].joined(separator: "\t")
      }
    }
  }

  /// Where two processes first differ.
  public struct Difference: Equatable, Sendable {
    /// The scenario.
    public var scenario: String
    /// The variant.
    public var variant: String
    /// The events among which the first differing one is; nil if it cannot be told.
    public var events: ClosedRange<UInt64>?
    /// The difference in words.
    public var text: String

    /// Makes a difference.
    public init(scenario: String, variant: String, events: ClosedRange<UInt64>?, text: String) {
      self.scenario = scenario
      self.variant = variant
      self.events = events
      self.text = text
    }
  }

  /// What differs between the lines of two processes; nil if nothing does.
  public static func difference(_ mine: [String], _ theirs: [String]) -> Difference? {
    guard mine != theirs else { return nil }
    guard mine.count == theirs.count else {
      return Difference(
        scenario: "", variant: "", events: nil,
        text: "one process ran \(mine.count) variants, the other \(theirs.count)")
    }
    for (mine, theirs) in zip(mine, theirs) where mine != theirs {
      let left = mine.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let right = theirs.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard left.count == 7, right.count == 7 else { continue }
      return located(left, right)
    }
    return Difference(
      scenario: "", variant: "", events: nil, text: "a digest line is cut off")
  }

  private static func located(_ left: [String], _ right: [String]) -> Difference {
    let mine = left[6].split(separator: ",")
    let theirs = right[6].split(separator: ",")
    let interval = UInt64(left[5]) ?? 1
    let count = max(UInt64(left[4]) ?? 0, UInt64(right[4]) ?? 0)
    var first: UInt64 = 0
    if left[5] == right[5] {
      for (mine, theirs) in zip(mine, theirs) {
        guard mine == theirs else { break }
        first += interval
      }
    }
    let equalEvents = left[3] == right[3] && left[4] == right[4]
    return Difference(
      scenario: left[0], variant: left[1],
      events: equalEvents ? 0...count : first...max(first, min(count, first + interval)),
      text: "decisions \(left[2]) and \(right[2]), \(left[4]) and \(right[4]) events")
  }
}
