import Foundation
import Testing

/// `conform` as people call it.
struct ConformCommandTests {
  static let folder = "Tests/ConformanceTests/Vectors"

  /// One vector that holds, and the same with a wrong expectation.
  private static func vector(_ id: String, allowed: String) -> String {
    #"{"id":"\#(id)","kind":"access","given":{"key":{"models":["a"]},"model":"a"},"#
      + #""expect":{"allowed":\#(allowed)}}"#
  }

  @Test func holds() throws {
    let command = try Command.run(["conform", "\(Self.folder)/weights.jsonl"])
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("weights  holds   130 of 130"))
    #expect(
      command.output.hasSuffix("130 vectors of 1 kind: 130 passed, 0 failed, 0 refused\n"))
  }

  @Test func aFailureShowsGivenExpectedGotAndDecision() throws {
    let folder = try Scratch()
    try folder.write("v.jsonl", Self.vector("v1", allowed: "false") + "\n")
    let command = try Command.run(["conform", "\(folder.path)/v.jsonl"])
    #expect(command.status == 1)
    let lines = command.output.split(separator: "\n").map(String.init)
    #expect(
      lines.dropFirst() == [
        "FAILED  v1  \(folder.path)/v.jsonl:1",
        #"  given     {"key": {"models": ["a"]}, "model": "a"}"#,
        #"  expected  {"allowed": false}"#,
        #"  got       {"allowed": true}"#,
        "  decision  asked for 'a'",
        "            error     400 unknown model",
        "1 vector of 1 kind: 0 passed, 1 failed, 0 refused",
      ])
  }

  @Test func jsonHasTheDocumentedFields() throws {
    let folder = try Scratch()
    try folder.write(
      "v.jsonl",
      Self.vector("v1", allowed: "true") + "\n\n" + Self.vector("v2", allowed: "false") + "\n"
        + #"{"id":"v3","kind":"codec","given":{"op":"sing"},"expect":{}}"# + "\n"
        + #"{"id":"v4","kind":"accesss","given":{},"expect":{}}"#)
    let command = try Command.run(["conform", "\(folder.path)/v.jsonl", "--format", "json"])
    #expect(command.status == 1)
    #expect(
      command.output.hasPrefix(
        #"{"kinds":[{"kind":"access","total":2,"passed":1,"failed":1,"refused":0},"#
          + #"{"kind":"codec","total":1,"passed":0,"failed":0,"refused":1},"#
          + #"{"kind":"accesss","total":1,"passed":0,"failed":0,"refused":1}],"failures":["#))
    let parsed = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
    let failures = try #require((parsed as? [String: Any])?["failures"] as? [[String: Any]])
    for failure in failures {
      #expect(
        failure.keys.sorted() == [
          "decisions", "expected", "file", "given", "got", "id", "kind", "line", "reason",
          "verdict",
        ])
    }
    let reasons = failures.map { $0["reason"] as? String ?? "" }
    #expect(reasons[1].hasPrefix("given.op is 'sing'; accepted: encode_item_id, "))
    #expect(
      reasons[2].hasPrefix("there is no kind 'accesss'; did you mean 'access'? accepted: access, "))
  }

  @Test func everyBadLineIsTold() throws {
    let folder = try Scratch()
    try folder.write("bad.jsonl", "{\"id\": \n" + Self.vector("v", allowed: "true") + "\n[1]\n")
    try folder.write("empty.jsonl", "\n")
    let command = try Command.run([
      "conform", "\(folder.path)/bad.jsonl", "\(folder.path)/empty.jsonl", "nothing.jsonl",
    ])
    #expect(command.status == 65)
    #expect(command.output == "")
    let errors = command.errors.split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(
      errors.map(String.init) == [
        "\(folder.path)/bad.jsonl:1:8: error: this is not JSON: Expected a value, but the text "
          + "ends. [invalid-json]",
        "\(folder.path)/bad.jsonl:3:1: error: the line is no vector: it lacks id (a text), "
          + "kind (a text), given (an object), expect (an object) [no-vector]",
        "\(folder.path)/empty.jsonl: error: the file holds no vectors [no-vectors]",
        "nothing.jsonl: error: the file cannot be read: No such file or directory [unreadable-file]",
      ])
  }

  static let usage: [[String]] = [
    [], ["v.jsonl", "--preset", "litellm-9"], ["v.jsonl", "--rule", "weights=heavy"],
    ["v.jsonl", "--show", "-1"],
  ]

  @Test(arguments: usage)
  func badUsage(_ arguments: [String]) throws {
    #expect(try Command.run(["conform"] + arguments).status == 64)
  }
}
