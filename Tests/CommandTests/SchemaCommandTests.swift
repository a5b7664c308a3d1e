import Foundation
import Testing

/// `schema`: prints, writes, and tells what is out of date.
struct SchemaCommandTests {
  @Test func prints() throws {
    let command = try Command.run(["schema"])
    let file = Command.root.appendingPathComponent("scenarios/scenario.schema.json")
    #expect(command.status == 0)
    #expect(try command.output == String(contentsOf: file, encoding: .utf8))
    let parsed = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
    #expect((parsed as? [String: Any])?["$schema"] as? String != nil)
  }

  @Test func printsThatOfRoutingTests() throws {
    let command = try Command.run(["schema", "check"])
    let file = Command.root.appendingPathComponent("scenarios/check.schema.json")
    #expect(command.status == 0)
    #expect(try command.output == String(contentsOf: file, encoding: .utf8))
    #expect(try Command.run(["schema", "golden"]).status == 64)
  }

  @Test func writesAndChecks() throws {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/a/configs", withIntermediateDirectories: true)
    try folder.write("a/b.yaml", "name: A\n")
    try folder.write("c.yaml", "# yaml-language-server: $schema=elsewhere.json\nname: A\n")
    try folder.write("a/configs/d.yaml", "model_list: []\n")
    try folder.write("a/configs/e.check.yaml", "config: d.yaml\n")
    let places = ["--scenarios", folder.path]
    let stale = try Command.run(["schema", "--check"] + places)
    #expect(stale.status == 1)
    #expect(
      stale.errors
        == [
          "scenario.schema.json", "check.schema.json", "a/b.yaml", "a/configs/e.check.yaml",
          "c.yaml",
        ].map {
          "windtunnel: '\(folder.path)/\($0)' is out of date: windtunnel schema --write\n"
        }.joined())
    let written = try Command.run(["schema", "--write"] + places)
    #expect(written.status == 0)
    #expect(
      try folder.text("a/b.yaml")
        == "# yaml-language-server: $schema=../scenario.schema.json\nname: A\n")
    #expect(
      try folder.text("c.yaml")
        == "# yaml-language-server: $schema=scenario.schema.json\nname: A\n")
    #expect(try folder.text("a/configs/d.yaml") == "model_list: []\n")
    #expect(
      try folder.text("a/configs/e.check.yaml")
        == "# yaml-language-server: $schema=../../check.schema.json\nconfig: d.yaml\n")
    let fresh = try Command.run(["schema", "--check"] + places)
    #expect(fresh.status == 0)
    #expect(fresh.output == "everything is up to date\n")
    #expect(try Command.run(["schema", "--check", "--write"]).status == 64)
  }
}
