import Foundation
import RoutingCore
import Testing
import WireFormats

@testable import Scenarios

/// The schema of routing tests names the keys that their reader accepts: all of them, no others.
struct CheckSchemaTests {
  private static let root = (try? JSONValue.parse(Array(CheckSchema.text.utf8))) ?? .null

  @Test(arguments: [
    ("file", [:], ["zz: 1"]),
    ("case", [3: "cases: [{model: m, zz: 1, expect: {picks: a}}]"], []),
    ("expect", [3: "cases: [{model: m, expect: {zz: 1}}]"], []),
    ("rules", [:], ["rules: {zz: 1}"]), ("key", [:], ["keys: {a: {zz: 1}}"]),
    ("team", [:], ["teams: {a: {zz: 1}}"]),
    ("cost_map_entry", [:], ["cost_map: {a: {litellm_provider: b, zz: 1}}"]),
  ])
  func keysAreThoseOfTheReader(
    _ name: String, _ lines: [Int: String], _ after: [String]
  ) throws {
    let text = BadRoutingTest(name, lines: lines, after: after).text
    let unknown = BadRoutingTest.load(text).filter {
      $0.code == "unknown-key" && $0.message.contains("'zz'")
    }
    let hint = try #require(unknown.first, "\(BadRoutingTest.load(text).map(\.text))").hint
    let start = try #require(hint.firstRange(of: "accepted: ")).upperBound
    let accepted = hint[start...].split(separator: ", ").map(String.init)
    let section = name == "file" ? Self.root : Self.root["definitions"]?[name]
    let keys = section?["properties"]?.object?.members.map(\.key) ?? []
    #expect(keys.sorted() == accepted.sorted())
  }

  /// An editor has a word on every key.
  @Test func everyKeyIsDescribed() {
    #expect(SchemaTests.undescribed(Self.root) == [])
  }

  @Test(arguments: BadRoutingTest.all)
  func everythingWrongIsTold(_ bad: BadRoutingTest) {
    #expect(BadRoutingTest.load(bad.text).map(\.text) == bad.expected)
  }

  @Test func theGoodFileIsGood() {
    #expect(BadRoutingTest.load(BadRoutingTest("good").text).map(\.text) == [])
  }

  @Test func fractions() throws {
    let expression = try NSRegularExpression(pattern: SchemaForm.fraction.pattern)
    for (text, isGood) in [("1/2", true), ("0/3", true), ("1/0", false), ("1", false)] {
      let range = NSRange(location: 0, length: text.utf16.count)
      #expect((expression.firstMatch(in: text, range: range) != nil) == isGood, "\(text)")
    }
  }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios").path

  @Test func theSchemaBesideTheScenariosIsThis() throws {
    let text = try String(contentsOfFile: "\(Self.folder)/check.schema.json", encoding: .utf8)
    #expect(text == CheckSchema.text, "run: windtunnel schema --write")
  }

  @Test func everyFileNamesTheSchema() throws {
    let all = try #require(FileManager.default.enumerator(atPath: Self.folder))
    var count = 0
    while let path = all.nextObject() as? String {
      guard path.hasSuffix(CheckSchema.ending) else { continue }
      let text = try String(contentsOfFile: "\(Self.folder)/\(path)", encoding: .utf8)
      #expect(
        text.hasPrefix(CheckSchema.firstLine(ofFile: path) + "\n"),
        "\(path): run windtunnel schema --write")
      count += 1
    }
    #expect(count > 0)
  }
}
