import Scenarios
import Testing

/// Files that are too much, or no text at all.
struct YAMLLimitTests {
  private func texts(_ bytes: [UInt8], _ limits: YAMLLimits = YAMLLimits()) -> [String] {
    let loader = ScenarioLoader(limits: limits) { _ in .success(bytes) }
    let (scenario, diagnostics) = loader.load(file: "bad.yaml", id: "bad")
    #expect(scenario == nil)
    return diagnostics.map(\.text)
  }

  private func texts(_ lines: [String]) -> [String] {
    texts(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  @Test func notReadable() {
    let loader = ScenarioLoader { _ in .failure(.init(reason: "Permission denied")) }
    let (scenario, diagnostics) = loader.load(file: "bad.yaml", id: "bad")
    #expect(scenario == nil)
    #expect(
      diagnostics.map(\.text) == [
        "bad.yaml: error: the file cannot be read: Permission denied [unreadable-file]"
      ])
  }

  @Test(arguments: [[0xFF], [0x6E, 0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF8], [0xC0, 0x80]])
  func notUTF8(_ bytes: [UInt8]) {
    #expect(texts(bytes) == ["bad.yaml: error: the file is not UTF-8 text [not-utf8]"])
  }

  @Test func tooLarge() {
    var limits = YAMLLimits()
    limits.bytesMax = 100
    #expect(
      texts(Array(repeating: 0x23, count: 101), limits) == [
        "bad.yaml: error: the file has 101 bytes, at most 100 are read [file-too-large]"
      ])
    #expect(
      texts(Array(repeating: 0x23, count: 100), limits) == [
        "bad.yaml: error: the file is empty [empty-file]"
      ])
    #expect(
      texts(Array(repeating: 0x23, count: (4 << 20) + 1)) == [
        "bad.yaml: error: the file has 4194305 bytes, at most 4194304 are read [file-too-large]"
      ])
  }

  @Test func tooDeep() {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(
      texts(["name: A", "config: \(deep)"]) == [
        "bad.yaml:2:72: error: the file is nested more than 64 levels deep [too-deep]"
      ])
    // So deep that a parser without a limit would run out of stack.
    for opening in ["[", "{a: ", "- ", "? "] {
      let bottomless = String(repeating: opening, count: 100_000)
      #expect(texts(["name: A", "config:", "  \(bottomless)"]).count == 1)
    }
  }

  /// Nine aliases of nine aliases and so on: a few bytes, a billion nodes.
  @Test func aliasBomb() {
    var lines = ["name: A", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(aliases)]")
    }
    #expect(
      texts(lines) == [
        "bad.yaml:2:31: error: the file holds more than 200000 nodes once its aliases are expanded "
          + "[too-many-nodes]"
      ])
  }

  @Test(arguments: [
    (["a: &x [1]", "? *x", ": 2"], "file.yaml:2:1"),
    (["a: &x [1]", "{*x : 2}"], "file.yaml:2:2"),
    (["a: &x [1]", "b: {[*x]: 2}"], "file.yaml:2:8"),
  ])
  func aliasedKey(_ lines: [String], _ place: String) {
    let found = texts(lines)
    #expect(found.count == 1)
    #expect(found.first?.contains("a key may not be, or hold, an alias [aliased-key]") == true)
    #expect(found.first?.contains(place.drop { $0 != ":" }) == true)
  }

  @Test func controlCharacters() {
    #expect(
      texts(["name: A", "config: \u{0}"]) == [
        "bad.yaml:2:1: error: this is not YAML: control characters are not allowed [invalid-yaml]"
      ])
  }

  /// Two thousand wrong keys are told as two hundred.
  @Test func manyProblems() {
    let lines = (0..<2_000).map { "key\($0): 1" }
    #expect(texts(lines).count == 200)
  }
}
