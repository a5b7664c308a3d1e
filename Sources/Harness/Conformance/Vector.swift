public import Scenarios
public import WireFormats

/// A recorded case: what was given to LiteLLM, and what it did.
public struct Vector: Sendable {
  /// Its name, unique in its file.
  public var id: String
  /// What it is a case of.
  public var kind: String
  /// The whole input.
  public var given: JSONValue
  /// What came of it.
  public var expected: JSONValue
  /// Its file and line.
  public var place: SourcePlace
}

/// Reads files of vectors: one JSON object a line.
public enum VectorFile {
  /// The vectors of a file; every line that holds none is a problem.
  public static func read(
    _ path: String, _ bytes: [UInt8]
  ) -> (vectors: [Vector], problems: [Diagnostic]) {
    var vectors: [Vector] = []
    var problems: [Diagnostic] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.contains(where: { !isSpace($0) }) {
      let place = SourcePlace(file: path, line: number + 1, column: 1)
      switch vector(Array(line), at: place) {
      case .success(let vector): vectors.append(vector)
      case .failure(let problem): problems.append(problem)
      }
    }
    if vectors.isEmpty, problems.isEmpty {
      problems.append(
        Diagnostic(
          code: "no-vectors", file: path, line: 0, column: 0,
          message: "the file holds no vectors", hint: shape))
    }
    return (vectors, problems)
  }

  private static let shape = #"a line is {"id": …, "kind": …, "given": {…}, "expect": {…}}"#

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private static func vector(
    _ line: [UInt8], at place: SourcePlace
  ) -> Result<Vector, Diagnostic> {
    let value: JSONValue
    do {
      value = try JSONValue.parse(line)
    } catch {
      return .failure(
        Diagnostic(
          code: "invalid-json", file: place.file, line: place.line, column: error.column,
          message: "this is not JSON: \(error.message)", hint: shape))
    }
    var missing: [String] = []
    for key in ["id", "kind"] where value[key]?.string == nil { missing.append("\(key) (a text)") }
    for key in ["given", "expect"] where value[key]?.object == nil {
      missing.append("\(key) (an object)")
    }
    guard missing.isEmpty, let id = value["id"]?.string, let kind = value["kind"]?.string,
      let given = value["given"], let expected = value["expect"]
    else {
      return .failure(
        Diagnostic(
          code: "no-vector", file: place.file, line: place.line, column: place.column,
          message: "the line is no vector: it lacks " + missing.joined(separator: ", "),
          hint: shape))
    }
    return .success(Vector(id: id, kind: kind, given: given, expected: expected, place: place))
  }
}
