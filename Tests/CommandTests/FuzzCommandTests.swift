import Foundation
import Testing

/// `fuzz` and `findings` as people call them.
struct FuzzCommandTests {
  static let folder =
    FileManager.default.temporaryDirectory.path
    + "/fuzz-\(ProcessInfo.processInfo.processIdentifier)"

  static let statuses: [(arguments: [String], status: Int32, text: String)] = [
    (["fuzz", "--preset", "litellm-1.81"], 64, "there is no preset 'litellm-1.81'"),
    (["fuzz", "--property", "sealed-stay-home"], 64, "did you mean 'sealed-stays-home'?"),
    (["fuzz", "--profile", "wild"], 64, "there is no profile 'wild'"),
    (["fuzz", "--seeds", "9..1"], 64, "accepted: A..B with A at most B"),
    (["fuzz", "--jobs", "0"], 64, "--jobs is 0; accepted: 1 to 1024"),
    (["fuzz", "--rule", "restore=nevr"], 64, "did you mean 'never'?"),
    (["fuzz", "--rule", "restor=never"], 64, "did you mean 'restore'?"),
    (["fuzz", "--minutes", "0"], 64, "--minutes is 0.0; accepted: more than 0 and at most 10080"),
    (["fuzz", "--fail-under", "101"], 64, "--fail-under is 101; accepted: 0 to 100"),
    (["fuzz", "--list-properties"], 0, "sealed-stays-home"),
    // An ordinary build has no faults to put in force.
    (["fuzz", "--mutant", "slot-kept"], 64, "Unknown option '--mutant'"),
    (["fuzz", "--draw", "3"], 0, "found: recommended"),
    (["findings", "list", "--findings", "/nowhere"], 0, "0 findings"),
    (
      ["findings", "show", "nothing", "--findings", "/nowhere"], 65, "there is no finding 'nothing'"
    ),
  ]

  @Test(arguments: statuses.indices)
  func status(_ place: Int) throws {
    let (arguments, status, text) = Self.statuses[place]
    let command = try Command.run(arguments)
    #expect(command.status == status, "\(command.errors)")
    #expect((command.output + command.errors).contains(text), "\(command.output)\(command.errors)")
  }

  @Test func findKeepReplayAndPromote() throws {
    let place = Self.folder
    defer { try? FileManager.default.removeItem(atPath: place) }
    let found = try Command.run([
      "fuzz", "--preset", "litellm-1.81.12", "--property", "sealed-stays-home",
      "--seeds", "0..8", "--findings", "\(place)/findings", "--json", "\(place)/all.json",
    ])
    #expect(found.status == 1, "\(found.errors)")
    #expect(found.output.contains("FOUND  sealed-stays-home  a sealed item went abroad"))
    #expect(found.output.contains("run again in a second process, digests equal"))
    let json = FileManager.default.contents(atPath: "\(place)/all.json") ?? Data()
    #expect(String(decoding: json, as: UTF8.self).contains("\"deployments\":2"))
    let again = try Command.run(["findings", "replay", "--findings", "\(place)/findings"])
    #expect(again.status == 1)
    #expect(again.output.contains("still found"))
    let kept = try Command.run([
      "findings", "promote", "sealed", "--findings", "\(place)/findings", "--scenarios",
      "\(place)/scenarios", "--golden", "\(place)/golden",
    ])
    // Several findings may begin so; then the message names them.
    #expect(kept.status == 0 || kept.errors.contains("is the beginning of"))
  }

  /// What is no finding is told, whatever number stands in it.
  @Test func whatIsNoFindingIsTold() throws {
    let place = Self.folder + "-bad"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let one = place + "/findings/liveness-000000"
    try FileManager.default.createDirectory(atPath: one, withIntermediateDirectories: true)
    try Data("{\"property\": \"liveness\", \"cause\": 1}".utf8)
      .write(to: URL(fileURLWithPath: one + "/finding.json"))
    for arguments in [["list"], ["replay"], ["merge", place + "/findings", "--into", place]] {
      let command = try Command.run(
        ["findings"] + arguments
          + (arguments[0] == "merge" ? [] : ["--findings", place + "/findings"]))
      #expect(command.status == 65)
      #expect(command.errors.contains("liveness-000000' is no finding"))
    }
  }

  /// A finding that still shows is red, and so is nothing else of the run.
  @Test func knownFindingsComeFirst() throws {
    let place = Self.folder + "-known"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let arguments = [
      "fuzz", "--preset", "litellm-1.81.12", "--property", "sealed-stays-home", "--findings", place,
    ]
    #expect(try Command.run(arguments + ["--seeds", "0..3"]).status == 1)
    // A world in which nothing is found by itself.
    let again = try Command.run(arguments + ["--profile", "calm", "--seeds", "0..0"])
    #expect(again.status == 1)
    #expect(again.output.contains("tried again: "))
    #expect(again.output.contains("still found, 0 mended"))
  }
}
