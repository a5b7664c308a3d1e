import Foundation
import Testing

/// `golden review`: prints what changed, and records what is accepted and nothing else.
struct ReviewTests {
  static let id = "encrypted-content/two-organizations"

  /// A folder with the scenario's golden, with some texts replaced.
  private static func folder(_ edits: [(String, String)] = []) throws -> Scratch {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/encrypted-content", withIntermediateDirectories: true)
    var text = try whole()
    for (old, new) in edits { text = text.replacing(old, with: new) }
    try folder.write(id + ".golden", text)
    return folder
  }

  private static func whole() throws -> String {
    try String(
      contentsOf: Command.root.appendingPathComponent("golden/\(id).golden"), encoding: .utf8)
  }

  private static func review(
    _ folder: Scratch, _ more: [String] = [], environment: [String: String] = [:]
  ) throws -> Command {
    try Command.run(
      ["golden", "review", id, "--golden", folder.path] + more, environment: environment)
  }

  private static let worse = ("103", "102")

  @Test func nothingChanged() throws {
    let command = try Self.review(try Self.folder())
    #expect(command.status == 0)
    #expect(command.output == "no changes: every golden is as recorded\n")
  }

  @Test func printsOnlyChangedCells() throws {
    let folder = try Self.folder([Self.worse])
    let before = try folder.text(Self.id + ".golden")
    let command = try Self.review(folder)
    #expect(command.status == 1)
    let cells = [
      "      follow-ups 400 invalid_encrypted_content 102 -> 103 (worse)   "
        + "sealed abroad 102 -> 103 (worse)",
      "      WORSE",
    ]
    let lines =
      ["cause 1  WORSE  2 variants", "  \(Self.id) · before"] + cells
      + ["  \(Self.id) · upgrade-only"] + cells + [
        "", "2 changes, 1 cause: 2 WORSE; 2 not recorded",
        "record   windtunnel golden review --accept SELECTOR, one of: all-neutral, better, new, "
          + "gone, cause:NUMBER, SCENARIO, 'SCENARIO · VARIANT', SCENARIO:VARIANT", "",
      ]
    #expect(command.output == lines.joined(separator: "\n"))
    #expect(try folder.text(Self.id + ".golden") == before)
  }

  @Test func acceptsAVariantAndKeepsTheOther() throws {
    let folder = try Self.folder([Self.worse])
    let one = try Self.review(folder, ["--accept", "\(Self.id) · before"])
    #expect(one.status == 1)
    #expect(one.errors == "recorded \(folder.path)/\(Self.id).golden: before\n")
    #expect(one.output.hasSuffix("2 changes, 1 cause: 2 WORSE; 1 not recorded\n"))
    #expect(try folder.text(Self.id + ".golden").contains(" 102 "))
    let two = try Self.review(folder, ["--accept", Self.id])
    #expect(two.status == 0)
    #expect(try folder.text(Self.id + ".golden") == Self.whole())
  }

  @Test func rejectingGoesBeforeAccepting() throws {
    let folder = try Self.folder([Self.worse])
    let command = try Self.review(
      folder, ["--accept", "cause:1", "--reject", "\(Self.id):before"])
    #expect(command.status == 1)
    #expect(command.errors == "recorded \(folder.path)/\(Self.id).golden: upgrade-only\n")
  }

  @Test func isRefusedInCI() throws {
    let folder = try Self.folder([Self.worse])
    let before = try folder.text(Self.id + ".golden")
    let command = try Self.review(folder, ["--accept", "cause:1"], environment: ["CI": "1"])
    #expect(command.status == 64)
    #expect(
      command.errors
        == "windtunnel: --accept is refused in CI: goldens are recorded by people\n")
    #expect(try Self.review(folder, environment: ["CI": "1"]).status == 1)
    #expect(try folder.text(Self.id + ".golden") == before)
  }

  @Test(arguments: [
    (["--accept", "cause:7"], "windtunnel: no change is named 'cause:7'\n"),
    (["--accept", "nope"], "windtunnel: no change is named 'nope'\n"),
  ])
  func namesNothing(_ option: [String], _ errors: String) throws {
    let command = try Self.review(try Self.folder(), option)
    #expect(command.status == 64)
    #expect(command.errors == errors)
  }

  @Test func aBrokenExpectationIsNeverRecorded() throws {
    let folder = try Scratch()
    try folder.write(
      "a.yaml",
      """
      name: A
      config: {model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: k}}]}
      traffic: {model: m, conversations: 3}
      expect: {turns: {failed: 1}}
      variants: {a: recommended}

      """)
    let command = try Command.run([
      "golden", "review", "--scenarios", folder.path, "--golden", folder.path + "/golden",
      "--accept", "new", "--accept", "a",
    ])
    #expect(command.status == 1)
    #expect(command.errors == "windtunnel: a · a is not recorded: it breaks expect:turns\n")
    #expect(
      command.output == """
        cause 1  NEW  1 variant
          a · a
              NEW: breaks expect:turns (cannot be accepted); no golden of it yet

        1 change, 1 cause: 1 NEW; 1 cannot be accepted; 1 not recorded

        """)
    #expect(!folder.names.contains("golden"))
  }

  @Test func aGoldenThatCannotBeWritten() throws {
    let folder = try Scratch()
    try folder.write("encrypted-content", "a file")
    let command = try Self.review(folder, ["--accept", "new"])
    #expect(command.status == 73)
    #expect(
      command.errors.hasSuffix("Not a directory\n    the golden that was there is unchanged\n"))
  }
}
