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

  /// What differs between the lines of two processes, in words; nil if nothing does.
  public static func difference(_ mine: [String], _ theirs: [String]) -> String? {
    guard mine != theirs else { return nil }
    guard mine.count == theirs.count else {
      return "one process ran \(mine.count) variants, the other \(theirs.count)"
    }
    for (mine, theirs) in zip(mine, theirs) where mine != theirs {
      let left = mine.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let right = theirs.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard left.count == 7, right.count == 7 else { return "a digest line is cut off" }
      return "\(left[0]) · \(left[1]): " + difference(left, right)
    }
    return nil
  }

  private static func difference(_ left: [String], _ right: [String]) -> String {
    if left[4] != right[4] { return "\(left[4]) events in one process, \(right[4]) in the other" }
    let mine = left[6].split(separator: ",")
    let theirs = right[6].split(separator: ",")
    let interval = UInt64(left[5]) ?? 1
    for (place, pair) in zip(mine, theirs).enumerated() where pair.0 != pair.1 {
      let first = UInt64(place) * interval
      return "the first differing event is among \(first) to \(first + interval - 1)"
    }
    if left[3] != right[3] {
      return "the first differing event comes after event \(UInt64(mine.count) * interval)"
    }
    return "equal events, but decisions \(left[2]) and \(right[2])"
  }
}
