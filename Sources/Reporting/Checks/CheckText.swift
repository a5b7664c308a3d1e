public import Harness
import RoutingCore
import Scenarios
import WireFormats

/// `check` for people: what does not hold with its decision, then what the cases reach.
public struct CheckText {
  private let style: Style
  private let showsAll: Bool
  private let listsUncovered: Bool

  /// Makes the text; `all` lists the cases that hold, too.
  public init(style: Style, all: Bool, uncovered: Bool) {
    self.style = style
    showsAll = all
    listsUncovered = uncovered
  }

  /// The lines of a file.
  public func lines(_ run: CheckRun) -> [String] {
    var lines: [String] = []
    for result in run.results {
      if result.failures.isEmpty {
        if showsAll { lines.append(style.paint("holds ", .holds) + "  " + result.test.name) }
      } else {
        lines += self.lines(of: result, run)
      }
    }
    lines.append(totals(run))
    if listsUncovered { lines += run.coverage.uncovered.map { "  not covered: \($0)" } }
    return lines
  }

  private func lines(of result: CheckResult, _ run: CheckRun) -> [String] {
    let place = result.failures.first?.place ?? result.test.place
    var lines = [
      style.paint("FAILED", .failed) + "  \(result.test.name)  \(place.file):\(place.line)"
    ]
    for failure in result.failures {
      lines.append("  \(failure.key): expected \(failure.expected), got \(failure.got)")
    }
    for decision in result.decisions {
      let text = DecisionLines(decision, in: run.file.configuration)
      lines.append("    asked for '\(text.model)'")
      lines += text.lines.map { "      " + $0 }
    }
    return lines
  }

  private func totals(_ run: CheckRun) -> String {
    let failed = run.results.count { !$0.failures.isEmpty }
    let coverage = run.coverage
    return "\(run.file.path)  \(run.file.preset.rawValue)  "
      + "\(NumberText.counted(run.results.count, "case")): "
      + "\(run.results.count - failed) hold, \(failed) failed; "
      + "\(coverage.covered) of \(NumberText.counted(coverage.cells.count, "cell")) covered "
      + "(\(coverage.percentText) %)"
  }
}

/// `check --format json`: documented in the catalogue's article on routing tests, and stable.
public enum CheckJSON {
  /// One object: `files`, a list with an object for each file.
  public static func text(_ runs: [CheckRun]) -> String {
    let root = JSONValue.members(["files": .array(runs.map(file))])
    return String(decoding: root.serialized(), as: UTF8.self)
  }

  private static func file(_ run: CheckRun) -> JSONValue {
    .members([
      "file": .string(run.file.path), "preset": .string(run.file.preset.rawValue),
      "cases": .array(run.results.map(result)),
      "cells": .integer(run.coverage.cells.count), "covered": .integer(run.coverage.covered),
      "uncovered": .array(run.coverage.uncovered.map { .string($0) }),
    ])
  }

  private static func result(_ result: CheckResult) -> JSONValue {
    .members([
      "name": .string(result.test.name), "line": .integer(result.test.place.line),
      "verdict": .string(result.failures.isEmpty ? "holds" : "failed"),
      "failures": .array(
        result.failures.map {
          .members([
            "claim": .string($0.key), "expected": .string($0.expected), "got": .string($0.got),
            "line": .integer($0.place.line),
          ])
        }),
    ])
  }
}

extension CheckCoverage {
  /// The names of the cells that no case reached.
  fileprivate var uncovered: [String] { cells.filter { !$0.isCovered }.map(\.name) }

  /// The hundredths with one decimal, rounded down: only the whole is 100.
  fileprivate var percentText: String {
    let tenths = cells.isEmpty ? 1_000 : covered * 1_000 / cells.count
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
