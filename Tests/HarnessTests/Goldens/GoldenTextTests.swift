import Foundation
import Harness
import Scenarios
import Testing

/// What is written as a golden is read back as it was, and nothing less is taken for one.
struct GoldenTextTests {
  private static let all =
    RepositoryScenario.names(in: "encrypted-content") + RepositoryScenario.names(in: "gateway")

  /// One block and several, one line of picks and several.
  @Test(arguments: [
    "encrypted-content/two-organizations", "encrypted-content/reordered",
    "encrypted-content/pins", "gateway/client-leaves", "encrypted-content/check-order",
  ])
  func textsOfRunsAreReadBack(_ id: String) throws {
    let table = GoldenTable(try RepositoryScenario.load(id).run())
    #expect(GoldenTable.parse(table.text) == .success(table))
    #expect(table.text == (try RepositoryScenario.golden(id)))
    #expect(table.changes(from: table) == [])
  }

  @Test(arguments: all)
  func recordedGoldensAreReadBack(_ id: String) throws {
    let text = try RepositoryScenario.golden(id)
    let table = try GoldenTable.parse(text).get()
    #expect(table.heading == id + ".golden")
    #expect(table.text == text)
    #expect(try RepositoryScenario.load(id).variants.map(\.name) == table.columns)
  }

  /// Cut after each of its bytes: every part is told from the whole.
  @Test(arguments: [
    "gateway/client-leaves", "encrypted-content/two-organizations",
    "encrypted-content/session-cliff", "encrypted-content/reordered",
  ])
  func everyTruncationIsRejected(_ id: String) throws {
    let text = try RepositoryScenario.golden(id)
    let bytes = Array(text.utf8)
    // Long ones are cut where they might pass: after whole lines.
    let cuts = bytes.indices.filter { bytes.count < 1_240 || $0 == 0 || bytes[$0 - 1] == 10 }
    for cut in cuts {
      let part = String(decoding: bytes[..<cut], as: UTF8.self)
      guard case .success = GoldenTable.parse(part) else { continue }
      Issue.record("the first \(cut) of \(bytes.count) bytes pass for a golden")
    }
  }

  @Test(arguments: [
    ("", 1, "the file is not a whole golden"),
    ("\n", 1, "the file is not a whole golden"),
    ("a.golden", 1, "the file is not a whole golden"),
    ("a.yaml\n", 1, "the file is not a whole golden"),
    ("a.golden\n", 1, "the file is cut off"),
    ("a.golden\n\nvariant  a  b\nverdict  holds\n", 4, "a cell is missing"),
    ("a.golden\n\nvariant  a\nverdict  holds\n", 4, "the file is cut off"),
    ("a.golden\n\nvariant  a\ndecisions  1\n", 4, "the file is cut off"),
  ])
  func problemsNameTheirLine(_ text: String, _ line: Int, _ reason: String) throws {
    guard case .failure(let problem) = GoldenTable.parse(text) else {
      Issue.record("it passes for a golden")
      return
    }
    #expect(problem.line == line)
    #expect(problem.reason == reason)
  }

  /// A line that is gone, twice there or changed by hand makes a golden another one.
  @Test func everyEditedLineIsNoticed() throws {
    let run = try RepositoryScenario.load("encrypted-content/reordered").run()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("windtunnel-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = GoldenStore(folder: folder)
    #expect(store.compare(run, isWhole: true) == .missing)
    try store.record(run)
    #expect(store.compare(run, isWhole: true) == .equal)
    let path = store.path(of: run.scenario.id)
    let lines = GoldenTable(run).text.split(separator: "\n", omittingEmptySubsequences: false)
    for place in lines.indices.dropFirst().dropLast() {
      for copies in [0, 2] {
        var edited = lines
        edited.replaceSubrange(
          place...place, with: Array(repeating: lines[place], count: copies))
        try TextFile.replace(path, with: edited.joined(separator: "\n"))
        #expect(
          store.compare(run, isWhole: true) != .equal, "line \(place + 1), \(copies) times")
      }
      guard let digit = lines[place].lastIndex(where: \.isNumber) else { continue }
      var line = lines[place]
      line.replaceSubrange(digit...digit, with: line[digit] == "7" ? "8" : "7")
      var edited = lines
      edited[place] = line
      try TextFile.replace(path, with: edited.joined(separator: "\n"))
      #expect(store.compare(run, isWhole: true) != .equal, "line \(place + 1) is '\(line)'")
    }
  }
}
