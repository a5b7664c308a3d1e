import Foundation
import Testing

/// What the program returns, and the words that go with it.
struct ExitStatusTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let arguments: String
    let status: Int32
    /// Standard error, or its first line if the program's library goes on.
    let errors: String
    var isFirstLine = false
    var testDescription: String { arguments }
  }

  static let cases = [
    Case(arguments: "run encrypted-content/reordered", status: 0, errors: ""),
    Case(arguments: "run scenarios/encrypted-content/reordered.yaml", status: 0, errors: ""),
    Case(arguments: "validate gateway/changes", status: 0, errors: ""),
    Case(arguments: "list gateway", status: 0, errors: ""),
    Case(arguments: "rules", status: 0, errors: ""),
    Case(arguments: "--version", status: 0, errors: ""),
    Case(
      arguments: "run nope/x", status: 65,
      errors: "windtunnel: there is no scenario 'nope/x'\n    windtunnel list names them all\n"),
    Case(
      arguments: "run encrypted-content/two-organisations", status: 65,
      errors: "windtunnel: there is no scenario 'encrypted-content/two-organisations'\n"
        + "    did you mean 'encrypted-content/two-organizations'?\n"
        + "    windtunnel list names them all\n"),
    Case(
      arguments: "run encrypted-content/reordered --variant nope", status: 65,
      errors: "windtunnel: there is no variant 'nope'\n    accepted: before, today\n"),
    Case(
      arguments: "run --scenarios nowhere", status: 65,
      errors: "windtunnel: there are no scenarios in 'nowhere'\n"
        + "    name a scenario file, or the folder with --scenarios\n"),
    Case(
      arguments: "explain encrypted-content/two-organizations c2.t2", status: 64,
      errors: "windtunnel: --variant is needed\n"
        + "    accepted: before, upgrade-only, first-fix, today\n"),
    Case(
      arguments: "explain encrypted-content/two-organizations c2.t2 --variant nope", status: 64,
      errors: "windtunnel: there is no variant 'nope'\n"
        + "    accepted: before, upgrade-only, first-fix, today\n"),
    Case(
      arguments: "explain encrypted-content/two-organizations c9 --variant before", status: 64,
      errors: "windtunnel: 'c9' is no request\n    accepted: c1.t1 to c200.t2\n"),
    Case(
      arguments: "explain encrypted-content/two-organizations c999.t1 --variant before",
      status: 64,
      errors: "windtunnel: the run has no request c999.t1\n    accepted: c1.t1 to c200.t2\n"),
    Case(
      arguments: "explain gateway c2.t2", status: 64,
      errors: "windtunnel: 'gateway' names 7 scenarios, explain takes one\n"),
    Case(
      arguments: "run --jobs 0", status: 64, errors: "Error: --jobs is 0, accepted are 1 to 1024",
      isFirstLine: true),
    Case(
      arguments: "run --nope", status: 64,
      errors: "Error: Unknown option '--nope'. Did you mean '--jobs'?", isFirstLine: true),
    Case(
      arguments: "run --queue slow", status: 64,
      errors: "Error: The value 'slow' is invalid for '--queue <queue>'. Please provide one of "
        + "'heap', 'fast' or 'lanes'.", isFirstLine: true),
  ]

  @Test(arguments: cases)
  func status(_ named: Case) throws {
    let command = try Command.run(named.arguments.split(separator: " ").map(String.init))
    #expect(command.status == named.status)
    let errors =
      named.isFirstLine
      ? String(command.errors.prefix { $0 != "\n" }) : command.errors
    #expect(errors == named.errors)
    #expect(command.output.isEmpty == (named.status != 0))
  }

  /// An expectation that does not hold, a golden that differs, and none: 1, in both formats.
  @Test(arguments: ["text", "json"])
  func whatFallsShort(_ format: String) throws {
    let folder = try Scratch()
    let text = """
      name: A
      config: {model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: k}}]}
      traffic: {model: m, conversations: 3}
      expect: {turns: {failed: 1}}
      variants: {a: recommended}

      """
    try folder.write("a.yaml", text)
    let places = ["--scenarios", folder.path, "--golden", folder.path + "/golden"]
    let red = try Command.run(["run", "--format", format] + places)
    #expect(red.status == 1)
    try folder.write("a.yaml", text.replacing("failed: 1", with: "failed: 0"))
    #expect(try Command.run(["run", "--format", format] + places).status == 1)
    #expect(try Command.run(["run", "--update"] + places).status == 0)
    #expect(try Command.run(["run", "--format", format] + places).status == 0)
    try folder.write("a.yaml", text.replacing("failed: 1", with: "ok: 4").replacing("3", with: "4"))
    #expect(try Command.run(["run", "--format", format] + places).status == 1)
  }

  @Test func aBadFile() throws {
    let folder = try Scratch()
    try folder.write("bad.yaml", "name: A\ntrafic: {}\n")
    for verb in ["run", "validate", "list"] {
      let command = try Command.run([verb, folder.path + "/bad.yaml"])
      #expect(command.status == 65)
      #expect(command.output == "")
      #expect(command.errors.hasPrefix("\(folder.path)/bad.yaml:1:1: error: "))
    }
  }
}
