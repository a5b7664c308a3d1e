import Foundation
import Testing

/// `golden review` on a terminal: single keys, each answer recorded at once.
struct TerminalTests {
  static let id = "encrypted-content/two-organizations"

  /// A pair of ends of a terminal: ours, and the one that a program takes for a person.
  private struct Pair {
    let ours: Int32
    let theirs: FileHandle

    init() {
      var ends: (Int32, Int32) = (-1, -1)
      #expect(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
      ours = ends.0
      theirs = FileHandle(fileDescriptor: ends.1, closeOnDealloc: true)
    }

    /// Reads until a text came or nothing more does.
    func read(until mark: String?, into text: inout String) {
      let start = text.utf8.count
      var chunk = [UInt8](repeating: 0, count: 4096)
      while true {
        if let mark, String(text.utf8.dropFirst(start))?.contains(mark) ?? false { return }
        var poll = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
        guard Foundation.poll(&poll, 1, 20_000) > 0 else { return }
        let count = Foundation.read(ours, &chunk, chunk.count)
        guard count > 0 else { return }
        text += String(decoding: chunk[..<count], as: UTF8.self)
      }
    }
  }

  private struct Session {
    var status: Int32
    var output: String
    var golden: String
    var isRestored: Bool
  }

  /// Answers each question with a key.
  private static func session(_ keys: [UInt8]) throws -> Session {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/encrypted-content", withIntermediateDirectories: true)
    let whole = try String(
      contentsOf: Command.root.appendingPathComponent("golden/\(id).golden"), encoding: .utf8)
    try folder.write(id + ".golden", whole.replacing("BBABBBBB", with: "BBABBBBA"))
    let pair = Pair()
    defer { close(pair.ours) }
    var before = termios()
    tcgetattr(pair.ours, &before)
    let process = Process()
    process.executableURL = Command.program
    process.arguments = ["golden", "review", id, "--golden", folder.path]
    process.currentDirectoryURL = Command.root
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "CI" }
      .merging(["NO_COLOR": "1"]) { $1 }
    process.standardInput = pair.theirs
    process.standardOutput = pair.theirs
    process.standardError = FileHandle.nullDevice
    try process.run()
    var output = ""
    for key in keys {
      pair.read(until: "[q]uit ", into: &output)
      var key = key
      #expect(write(pair.ours, &key, 1) == 1)
    }
    process.waitUntilExit()
    pair.read(until: " recorded", into: &output)
    var after = termios()
    tcgetattr(pair.ours, &after)
    return Session(
      status: process.terminationStatus, output: output,
      golden: try folder.text(id + ".golden"), isRestored: before.c_lflag == after.c_lflag)
  }

  private static func key(_ letter: Character) -> UInt8 { letter.asciiValue ?? 0 }

  @Test func acceptsAllOfACause() throws {
    let session = try Self.session([Self.key("?"), Self.key("A")])
    #expect(session.status == 0)
    #expect(session.output.contains("[A]ccept all NEUTRAL of this cause (2)"))
    #expect(session.output.hasSuffix("2 changes, 1 cause: 2 NEUTRAL; all recorded\r\n"))
    #expect(!session.golden.contains("BBABBBBA"))
    #expect(session.isRestored)
  }

  @Test func explainsAndRejects() throws {
    let session = try Self.session([Self.key("e"), Self.key("r"), Self.key("s")])
    #expect(session.status == 1)
    #expect(session.output.contains("the first differing decision, as this run makes it"))
    #expect(session.output.contains("c4.t2  POST /v1/responses"))
    #expect(session.output.contains("rejected: the golden stays, mend the code"))
    #expect(session.golden.contains("BBABBBBA"))
  }

  /// What was accepted before Ctrl-C is recorded, and the terminal is as it was.
  @Test func leavesByControlC() throws {
    let session = try Self.session([Self.key("a"), 3])
    #expect(session.status == 130)
    #expect(session.isRestored)
    let picks = session.golden.split(separator: "\n").filter { $0.hasPrefix("picks") }
    #expect(picks.count == 3)
    #expect(session.output.hasSuffix("2 changes, 1 cause: 2 NEUTRAL; 1 not recorded\r\n"))
  }
}
