public import Fuzzing
import WireFormats

/// `fuzz --json`: documented in the catalogue's article on fuzzing, and stable.
public enum FuzzJSON {
  /// One object: what was run, what was reached, and every finding with its scenario.
  public static func text(_ run: FuzzRun, seeds: ClosedRange<UInt64>) -> String {
    let root = JSONValue.members([
      "preset": .string(run.plan.preset), "profile": .string(run.plan.profile.rawValue),
      "properties": .array(run.plan.properties.map { .string($0.rawValue) }),
      "seeds": .members([
        "first": .integer(seeds.lowerBound), "last": .integer(seeds.upperBound),
      ]),
      "worlds": .integer(run.coverage.worlds), "requests": .integer(run.requests),
      "coverage": .members([
        "reached": .integer(run.coverage.reached), "total": .integer(Situations.names.count),
        "cells": .array(run.coverage.cells.map { .integer($0) }),
      ]),
      "findings": .array(run.findings.map(finding)),
    ])
    return String(decoding: root.serialized(), as: UTF8.self)
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    guard case .object(var object) = finding.facts else { return .null }
    object.append("scenario", .string(finding.document))
    return .object(object)
  }
}
