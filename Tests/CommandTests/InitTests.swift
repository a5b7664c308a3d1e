import Foundation
import Testing

/// `init`: what it writes runs at once, and what is there is never overwritten.
struct InitTests {
  private static let scenario = "scenarios/first/encrypted-content.yaml"

  private static func shell(_ folder: Scratch, _ line: String) throws -> Command {
    try Command.shell("cd '\(folder.path)' && \(line)")
  }

  @Test func whatItWritesRunsAtOnce() throws {
    let folder = try Scratch()
    let written = try Self.shell(folder, "\"$W\" init")
    #expect(written.status == 0)
    #expect(written.output.hasPrefix("wrote \(Self.scenario)\n"))
    let run = try Self.shell(folder, "\"$W\" run")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("3 variants: 1 hold, 2 reproduce, 0 changed, 0 failed\n"))
    #expect(try Self.shell(folder, "\"$W\" golden review").status == 0)
    #expect(try Self.shell(folder, "\"$W\" validate").errors == "")
    // The commands that it prints work.
    for line in written.output.split(separator: "\n") where line.hasPrefix("  windtunnel") {
      let command = String(line).replacing("  windtunnel", with: "\"$W\"")
      #expect(try Self.shell(folder, command).status == 0, "\(line)")
    }
  }

  @Test func aFolder() throws {
    let folder = try Scratch()
    let written = try Self.shell(folder, "\"$W\" init a/b")
    #expect(written.output.hasPrefix("wrote a/b/\(Self.scenario)\n"))
    #expect(written.output.contains("\n  cd a/b\n"))
    #expect(try Self.shell(folder, "cd a/b && \"$W\" run").status == 0)
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try Scratch()
    _ = try Self.shell(folder, "\"$W\" init && echo mine > \(Self.scenario) && rm -r golden")
    let again = try Self.shell(folder, "\"$W\" init")
    #expect(again.status == 73)
    #expect(again.output == "")
    #expect(again.errors == "windtunnel: '\(Self.scenario)' exists and is not overwritten\n")
    #expect(try folder.text(Self.scenario) == "mine\n")
    #expect(!folder.names.contains("golden"))
  }

  /// Goldens are recorded by people.
  @Test func noGoldenInCI() throws {
    let folder = try Scratch()
    _ = try Self.shell(folder, "CI=1 \"$W\" init")
    #expect(folder.names == ["scenarios"])
  }

  @Test func theWorkflow() throws {
    let folder = try Scratch()
    let path = ".github/workflows/windtunnel.yml"
    let written = try Self.shell(
      folder, "\"$W\" init ci --tarball https://example.com/w.tar.gz --sha256 abc")
    #expect(written.status == 0)
    #expect(written.output == "wrote \(path)\n")
    let text = try folder.text(path)
    #expect(text.contains("\n  WINDTUNNEL_TARBALL: \"https://example.com/w.tar.gz\"\n"))
    #expect(text.contains("\n  WINDTUNNEL_SHA256: \"abc\"\n"))
    #expect(text.hasSuffix("\n        run: windtunnel run --format github\n"))
    #expect(try Self.shell(folder, "\"$W\" init ci").status == 73)
    let other = try Self.shell(folder, "\"$W\" init ci sub")
    #expect(
      other.output
        == "wrote sub/\(path)\nfill in WINDTUNNEL_TARBALL or WINDTUNNEL_SOURCE at the top of it\n")
    #expect(try Self.shell(folder, "\"$W\" init ci --source 'a\"b'").status == 64)
  }

  /// The step that takes a release, run on a tarball of the program.
  @Test func theWorkflowTakesARelease() throws {
    let folder = try Scratch()
    _ = try Self.shell(folder, "\"$W\" init ci")
    let lines = try folder.text(".github/workflows/windtunnel.yml").split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.contains("name: windtunnel from a release") })
    let body = lines[start...].drop { !$0.hasSuffix("run: |") }.dropFirst().prefix { !$0.isEmpty }
    try folder.write("step", body.joined(separator: "\n"))
    let command = try Self.shell(
      folder,
      """
      command -v curl sha256sum > /dev/null || { echo skipped; exit 0; }
      mkdir -p windtunnel-1/bin && ln "$W" windtunnel-1/bin/windtunnel 2> /dev/null || \
      cp "$W" windtunnel-1/bin/windtunnel
      tar -czf w.tar.gz windtunnel-1
      export RUNNER_TEMP="$PWD/t" GITHUB_PATH="$PWD/path" WINDTUNNEL_TARBALL="file://$PWD/w.tar.gz"
      mkdir t
      export WINDTUNNEL_SHA256="$(sha256sum < w.tar.gz | cut -d' ' -f 1)"
      bash -e step > /dev/null && cmp "$(cat path)/windtunnel" "$W" && echo same
      WINDTUNNEL_SHA256=0000 bash -e step > /dev/null 2>&1 || echo refused
      """)
    #expect(["skipped\n", "same\nrefused\n"].contains(command.output))
  }
}
