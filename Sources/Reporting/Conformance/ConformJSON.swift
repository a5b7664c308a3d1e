public import Harness
import Primitives
import RoutingCore
import Scenarios
import WireFormats

/// `conform --format json`: documented in the catalogue's article on output, and stable.
public enum ConformJSON {
  /// One object: the sums of each kind, and what did not pass.
  public static func text(_ conformance: Conformance) -> String {
    let root = JSONValue.members([
      "kinds": .array(
        conformance.kinds.map { kind in
          .members([
            "kind": .string(kind.name), "total": .integer(kind.total),
            "passed": .integer(kind.passed), "failed": .integer(kind.failed),
            "refused": .integer(kind.refused),
          ])
        }),
      "failures": .array(conformance.failures.map(failure)),
    ])
    return String(decoding: root.serialized(), as: UTF8.self)
  }

  private static func failure(_ result: VectorResult) -> JSONValue {
    .members([
      "id": .string(result.vector.id), "kind": .string(result.vector.kind),
      "verdict": .string(result.verdict.rawValue),
      "file": .string(result.vector.place.file), "line": .integer(result.vector.place.line),
      "reason": .string(Redaction.text(result.reason)),
      "given": result.vector.given.hidingSecrets,
      "expected": result.vector.expected.hidingSecrets,
      "got": result.got?.hidingSecrets ?? .null,
      "decisions": .array(
        result.decisions.map { decision in
          let text = DecisionLines(decision, in: result.configuration)
          return .members([
            "model": .string(text.model), "stages": .array(text.lines.map { .string($0) }),
          ])
        }),
    ])
  }
}
