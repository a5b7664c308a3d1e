import Foundation
import Testing

/// `run --update`: a golden is whole, the old one or the new one, whatever happens.
struct RecordingTests {
  static let id = "encrypted-content/two-organizations"
  static let old = "an old golden, which is not to be lost\n"

  /// A folder of goldens that holds an old one.
  private static func folder() throws -> Scratch {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/encrypted-content", withIntermediateDirectories: true)
    try folder.write(id + ".golden", old)
    return folder
  }

  private static func names(_ folder: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/encrypted-content").sorted()
  }

  private static let names = ["two-organizations.golden"]
  private static let unchanged = "\n    the golden that was there is unchanged\n"

  @Test func recordsWhatTheRepositoryHolds() throws {
    let folder = try Self.folder()
    let command = try Command.run(["run", Self.id, "--update", "--golden", folder.path])
    #expect(command.status == 0)
    #expect(command.errors == "recorded \(folder.path)/\(Self.id).golden\n")
    let golden = Command.root.appendingPathComponent("golden/\(Self.id).golden")
    #expect(try folder.text(Self.id + ".golden") == String(contentsOf: golden, encoding: .utf8))
    #expect(try Self.names(folder) == Self.names)
  }

  @Test(arguments: ["1", "true", ""])
  func isRefusedInCI(_ value: String) throws {
    let folder = try Self.folder()
    let command = try Command.run(
      ["run", Self.id, "--update", "--golden", folder.path], environment: ["CI": value])
    #expect(command.status == 64)
    #expect(
      command.errors
        == "windtunnel: --update is refused in CI: goldens are recorded by people\n")
    #expect(try folder.text(Self.id + ".golden") == Self.old)
  }

  @Test(arguments: [["--variant", "today"], ["--seed", "7"]])
  func isRefusedForAPart(_ option: [String]) throws {
    let folder = try Self.folder()
    let command = try Command.run(
      ["run", Self.id, "--update", "--golden", folder.path] + option)
    #expect(command.status == 64)
    #expect(try folder.text(Self.id + ".golden") == Self.old)
  }

  /// A full disk and a folder that may not be written to are told, and change nothing.
  @Test(arguments: ["ulimit -f 0", "ulimit -f 1"])
  func aFileSizeLimit(_ limit: String) throws {
    let folder = try Self.folder()
    // What the program prints goes through a pipe, which has no such limit.
    let command = try Command.shell(
      "{ \(limit); \"$W\" run \(Self.id) --update --golden \(folder.path) 2>&1; echo \"= $?\"; } "
        + "| cat")
    #expect(command.output.hasSuffix("File too large\(Self.unchanged)= 73\n"))
    #expect(try folder.text(Self.id + ".golden") == Self.old)
    #expect(try Self.names(folder) == Self.names)
  }

  /// Where a folder should be there is a file: nobody can write there, not even root.
  @Test func aFolderThatCannotBeWritten() throws {
    let folder = try Scratch()
    try folder.write("encrypted-content", Self.old)
    let command = try Command.run(["run", Self.id, "--update", "--golden", folder.path])
    #expect(command.status == 73)
    #expect(
      command.errors
        == "windtunnel: '\(folder.path)/\(Self.id).golden' cannot be written: Not a directory"
        + Self.unchanged)
    #expect(try folder.text("encrypted-content") == Self.old)
    #expect(folder.names == ["encrypted-content"])
  }

  @Test(.enabled(if: geteuid() != 0, "root writes to every folder"))
  func aReadOnlyFolder() throws {
    let folder = try Self.folder()
    chmod(folder.path + "/encrypted-content", 0o555)
    defer { chmod(folder.path + "/encrypted-content", 0o755) }
    let command = try Command.run(["run", Self.id, "--update", "--golden", folder.path])
    #expect(command.status == 73)
    #expect(command.errors.hasSuffix("Permission denied" + Self.unchanged))
    #expect(try folder.text(Self.id + ".golden") == Self.old)
    #expect(try Self.names(folder) == Self.names)
  }

  /// Killed at some moment: the golden is the old one or the new one.
  @Test(arguments: [20, 60, 120, 200, 300, 450])
  func aKilledProcess(_ milliseconds: Int) throws {
    let folder = try Self.folder()
    let golden = Command.root.appendingPathComponent("golden/\(Self.id).golden")
    let new = try String(contentsOf: golden, encoding: .utf8)
    let seconds = "0.\(String(milliseconds + 1000).dropFirst())"
    let command = try Command.shell(
      "\"$W\" run \(Self.id) --one-process --update --golden \(folder.path) & "
        + "sleep \(seconds); kill -9 $!; wait $!")
    #expect([0, 137].contains(command.status))
    let found = try folder.text(Self.id + ".golden")
    #expect(found == Self.old || found == new)
  }
}
