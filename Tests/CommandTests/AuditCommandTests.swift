import Foundation
import Testing

/// `audit` as people call it.
struct AuditCommandTests {
  static let config = "scenarios/configs/budgets-tags.yaml"

  static let statuses: [(arguments: [String], status: Int32)] = [
    (["--config", config, "--preset", "litellm-1.109.1"], 1),
    (["--config", config, "--preset", "litellm-1.109.1", "--fail-on", "failure"], 1),
    (["--config", config, "--preset", "litellm-1.109.1", "--fail-on", "never"], 0),
    (["--config", config], 64),
    (["--preset", "litellm-1.109.1"], 64),
    (["--config", config, "--preset", "litellm-9"], 64),
    (["--config", "nothing.yaml", "--preset", "litellm-1.109.1"], 65),
    (["--config", "README.md", "--preset", "litellm-1.109.1"], 65),
    (
      ["--config", config, "--preset", "litellm-1.109.1", "--emit", "README.md/no"],
      73
    ),
  ]

  @Test(arguments: statuses.indices)
  func status(_ place: Int) throws {
    let (arguments, status) = Self.statuses[place]
    let command = try Command.run(["audit"] + arguments)
    #expect(command.status == status, "\(command.errors)")
    #expect((command.output == "") == (status >= 64))
    if status < 64 { #expect(command.output.contains("under litellm-1.109.1")) }
  }

  @Test func writtenScenariosRun() throws {
    let folder = try Scratch()
    let audit = try Command.run([
      "audit", "--config", Self.config, "--preset", "litellm-1.109.1", "--emit", folder.path,
    ])
    #expect(audit.status == 1)
    #expect(folder.names.contains("chat-idle-deployments.yaml"))
    let run = try Command.run(["run", folder.path + "/"])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("reproduces"))
    #expect(audit.output.contains("windtunnel run \(folder.path)/chat-idle-deployments.yaml"))
  }

  @Test func jsonHasTheDocumentedFields() throws {
    let command = try Command.run([
      "audit", "--config", Self.config, "--preset", "litellm-1.109.1", "--compare",
      "litellm-1.81.12", "--json",
    ])
    let parsed = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
    let root = try #require(parsed as? [String: Any])
    #expect(
      root.keys.sorted() == [
        "compared", "config", "findings", "format", "groups", "notes", "preset", "requests",
        "seed", "suffered",
      ])
    let findings = try #require(root["findings"] as? [[String: Any]])
    for finding in findings {
      #expect(
        finding.keys.sorted() == [
          "cases", "compared", "cost", "group", "incident", "place", "prevented_by", "reason",
          "reduced_by", "scenario", "summary", "tried", "verdict",
        ])
    }
    #expect(
      root["suffered"] as? Int
        == findings.count {
          ["fails", "degrades"].contains($0["verdict"] as? String)
        })
  }

  /// Elsewhere the scenarios beside the program are found; here those that are here.
  @Test func scenariosBesideTheProgram() throws {
    let folder = try Scratch()
    let line =
      "mkdir -p \(folder.path)/p/scenarios \(folder.path)/elsewhere && "
      + "cp \"$W\" \(folder.path)/p/windtunnel && "
      + "cp scenarios/gateway/client-leaves.yaml \(folder.path)/p/scenarios/one.yaml && "
      + "cd \(folder.path)/elsewhere && ../p/windtunnel list"
    let command = try Command.shell(line)
    #expect(command.status == 0, "\(command.errors)")
    #expect(command.output.hasPrefix("one  "))
  }
}
