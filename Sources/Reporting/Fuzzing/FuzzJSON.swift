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
      "breached": .object(breached(run)),
      "findings": .array(run.findings.map(finding)),
    ])
    return String(decoding: root.serialized(), as: UTF8.self)
  }

  /// In how many worlds each property failed.
  private static func breached(_ run: FuzzRun) -> JSONObject {
    var object = JSONObject()
    for (property, worlds) in zip(Property.allCases, run.breached) where worlds > 0 {
      object.append(property.rawValue, .integer(UInt64(worlds)))
    }
    return object
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    guard case .object(var object) = finding.facts else { return .null }
    object.append("scenario", .string(finding.document))
    return .object(object)
  }
}
