import Testing
import WireFormats

/// What became of one vector.
enum Verdict {
  case passed
  /// The router lacks a feature that the vector's `given` uses.
  case unsupported(String)
  /// What the router did instead.
  case failed(got: String)
}

/// Runs all vectors of a kind, reports each failure and prints the sums.
enum Tally {
  static func run(
    _ kind: String, from folder: String = "Vectors", count expectedCount: Int,
    unsupported allowed: [String: Int] = [:],
    _ judge: (Vector) throws -> Verdict
  ) throws {
    let vectors = try VectorFile.read(kind, from: folder)
    #expect(Set(vectors.map(\.id)).count == vectors.count)
    var passed = 0
    var failed = 0
    var unsupported: [String: Int] = [:]
    for vector in vectors {
      switch try judge(vector) {
      case .passed: passed += 1
      case .unsupported(let feature): unsupported[feature, default: 0] += 1
      case .failed(let got):
        failed += 1
        Issue.record(
          """
          \(vector.id)
          given    \(vector.given.line)
          expected \(vector.expected.line)
          got      \(got)
          """)
      }
    }
    let missing = unsupported.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    print(
      "vectors of kind \(kind): \(vectors.count) in all, \(passed) passed, \(failed) failed, "
        + "\(vectors.count - passed - failed) not supported"
        + (missing.isEmpty ? "" : " (\(missing.joined(separator: ", ")))"))
    guard VectorFile.otherDirectory == nil else { return }
    #expect(vectors.count == expectedCount)
    #expect(unsupported == allowed, "a feature came or went: say so here")
  }
}
