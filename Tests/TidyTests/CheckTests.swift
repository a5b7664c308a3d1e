import Testing

/// The checks find what they are for, and leave the rest alone.
struct CheckTests {
  /// In front of the folders of a machine, so that this file has no such path itself.
  static let slash = "/"

  private func file(_ path: String, _ lines: String...) -> SourceFile {
    SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }

  private func texts(_ findings: [Finding]) -> [String] { findings.map(\.description) }

  @Test func findingIsToldAsCompilersDo() {
    let finding = Finding(path: "Sources/A/B.swift", line: 3, message: "no")
    #expect(finding.description == "Sources/A/B.swift:3: error: no")
  }

  @Test(arguments: [
    ("let a = 1 // Date()", "let a = 1          "),
    ("let a = \"Date()\"", "let a = \"      \""),
    ("let a = \"\\\"Date()\" + b", "let a = \"        \" + b"),
    ("let a = \"x \\(UUID()) y\" + b", "let a = \"    UUID()   \" + b"),
    ("let a = #\"a \\\" b\"# + b", "let a = #\"      \"# + b"),
    ("a /* b /* c */ d */ e", "a                   e"),
    ("\"\"\"\nDate()\n\"\"\" + b", "\"\"\"\n      \n\"\"\" + b"),
  ])
  func scannerKeepsCodeAlone(_ text: String, _ code: String) {
    #expect(SourceFile(path: "A.swift", text: text).code.joined(separator: "\n") == code)
  }

  @Test(arguments: [
    (
      "Sources/Primitives/A.swift", "import Foundation",
      "Primitives imports 'Foundation', it may import nothing"
    ),
    (
      "Sources/Primitives/A.swift", "public import struct Glibc.tm",
      "Primitives imports 'Glibc', it may import nothing"
    ),
    (
      "Sources/RoutingCore/A.swift", "import Upstreams",
      "RoutingCore imports 'Upstreams', it may import Primitives"
    ),
    (
      "Sources/Tunnel/A.swift", "@testable import Scenarios",
      "Tunnel imports 'Scenarios', which does not stand below it"
    ),
    (
      "Sources/Elsewhere/A.swift", "let a = 1",
      "target 'Elsewhere' stands in no layer: name it in LayerCheck"
    ),
    (
      "Sources/Upstreams/A.swift", "let now = Date()",
      "'Date(' depends on more than its input; Upstreams may not use it"
    ),
    (
      "Sources/Tunnel/A.swift", "let x = list.shuffled()",
      "'.shuffled(' depends on more than its input; Tunnel may not use it"
    ),
    (
      "Sources/WireFormats/A.swift", "return value.hashValue",
      "'.hashValue' depends on more than its input; WireFormats may not use it"
    ),
    (
      "Sources/Primitives/A.swift", "let y = exp(x)",
      "'exp(' depends on more than its input; Primitives may not use it"
    ),
  ])
  func layersAreHeld(_ path: String, _ line: String, _ message: String) {
    #expect(texts(LayerCheck.findings(file(path, line))) == ["\(path):1: error: \(message)"])
  }

  @Test(arguments: [
    ("Sources/Primitives/A.swift", "/// See Date() and Foundation."),
    ("Sources/Primitives/A.swift", "let date = wallDate(at: 1) + fixedLog2(x)"),
    ("Sources/Primitives/A.swift", "let list = [\"import Foundation\"]"),
    ("Sources/Upstreams/A.swift", "public import WireFormats"),
    ("Sources/Scenarios/A.swift", "import Yams"),
    ("Sources/windtunnel/A.swift", "import Reporting"),
    ("Sources/windtunnel/A.swift", "let now = Date()"),
    ("Tests/TunnelTests/A.swift", "import Foundation"),
  ])
  func layersAllow(_ path: String, _ line: String) {
    #expect(LayerCheck.findings(file(path, line)).isEmpty)
  }

  @Test func longFilesLinesAndFunctionsAreFound() {
    let wide = "let a = \"" + String(repeating: "x", count: 100) + "\""
    #expect(
      texts(ShapeCheck.findings(file("A.swift", "let b = 1", wide)))
        == ["A.swift:2: error: the line has 110 columns, at most 100 may be"])
    let literal = "  == \"" + String(repeating: "x", count: 100) + "\""
    #expect(ShapeCheck.findings(file("A.swift", literal)).isEmpty)
    let body = Array(repeating: "  work()", count: 58)
    let long =
      ["  mutating func f(", "    _ a: Int = { 1 }()) -> Int {"] + body.dropFirst() + ["  }"]
    let text = (["struct A {"] + long + ["}"]).joined(separator: "\n")
    #expect(
      texts(ShapeCheck.findings(SourceFile(path: "A.swift", text: text)))
        == ["A.swift:2: error: 'f' has 60 lines, fewer than 60 may be"])
    let file = SourceFile(path: "A.swift", text: String(repeating: "a\n", count: 401))
    #expect(
      texts(ShapeCheck.findings(file))
        == ["A.swift:401: error: the file has 401 lines, at most 400 may be"])
    let table = SourceFile(path: "B/SamplerTables.swift", text: String(repeating: wide, count: 500))
    #expect(ShapeCheck.findings(table).isEmpty)
  }

  @Test func requirementsHaveNoBody() {
    let lines = ["protocol A {", "  func a()", "  init?(_ b: Int)", "}", "struct B {", "}"]
    #expect(Declarations.bodyEnd(lines, from: 1) == nil)
    #expect(Declarations.bodyEnd(lines, from: 2) == nil)
    #expect(Declarations.function(lines[2]) == "init")
    #expect(Declarations.function("  let initial = f()") == nil)
    #expect(
      Declarations.function("  @inlinable public static func < (a: A, b: A) -> Bool {") == "<")
  }

  @Test(arguments: [
    ("public struct A {", "'struct A {' is public and has no '///' above it"),
    ("  @inlinable public var a: Int", "'var a: Int' is public and has no '///' above it"),
    ("  package func a()", "'func a()' is package and has no '///' above it"),
  ])
  func undocumentedIsFound(_ line: String, _ message: String) {
    let path = "Sources/Tunnel/A.swift"
    #expect(
      texts(DocumentationCheck.findings(file(path, "// No doc.", line)))
        == ["\(path):2: error: \(message)"])
  }

  @Test func documentedIsLeftAlone() {
    let path = "Sources/Tunnel/A.swift"
    let documented = file(path, "/// A.", "@frozen", "@available(*, deprecated)", "public enum A {")
    #expect(DocumentationCheck.findings(documented).isEmpty)
    #expect(DocumentationCheck.findings(file(path, "public import B")).isEmpty)
    #expect(DocumentationCheck.findings(file("Tests/A/A.swift", "public struct A {}")).isEmpty)
  }

  @Test(arguments: [
    ("Sources/Tunnel/A.swift", "// TODO: more", "'TODO': do it, or open an issue"),
    ("scripts/a", "# FIXME", "'FIXME': do it, or open an issue"),
    (
      "Sources/Tunnel/A.swift", "default: fatalError(\"no\")",
      "'fatalError(': a bug is a precondition with a sentence"
    ),
    (
      "README.md", "cd \(CheckTests.slash)work/project",
      "'\(CheckTests.slash)work/' is a place of one machine"
    ),
    (
      "scripts/a", "cp a \(CheckTests.slash)tmp/b",
      "'\(CheckTests.slash)tmp/' is a place of one machine"
    ),
    (
      "Tests/A/A.swift", "let a = \"\(CheckTests.slash)root/x\"",
      "'\(CheckTests.slash)root/' is a place of one machine"
    ),
  ])
  func leftOversAreFound(_ path: String, _ line: String, _ message: String) {
    #expect(texts(WordCheck.findings(file(path, line))) == ["\(path):1: error: \(message)"])
  }

  @Test(arguments: [
    ("Tests/A/A.swift", "let folder = \"\(CheckTests.slash)tmp/a\""),
    (
      "README.md",
      "https://example.com\(CheckTests.slash)work/a, ~\(CheckTests.slash)tmp/a, mastodon"
    ),
    ("Sources/Tunnel/A.swift", "let text = \"fatalError(\""),
  ])
  func wordsAreLeftAlone(_ path: String, _ line: String) {
    #expect(WordCheck.findings(file(path, line)).isEmpty)
  }

  @Test func presetNamesAreFound() {
    let line = "if preset == \"litellm-1.2.3\" {"
    #expect(WordCheck.presetNames(file("Sources/Tunnel/A.swift", line)).map(\.line) == [1])
    #expect(WordCheck.presetNames(file(WordCheck.presetFile, line)).isEmpty)
    #expect(WordCheck.presetNames(file("Sources/Tunnel/A.swift", "// \"litellm-1.2\"")).isEmpty)
  }

  @Test func measuredCountsAreFound() {
    let line = "let failed = 137, status = 400"
    #expect(WordCheck.measured(file("Sources/Tunnel/A.swift", line)).map(\.line) == [1])
    #expect(WordCheck.measured(file("Sources/Tunnel/A.swift", "let a = 1370 // 137")).isEmpty)
    #expect(WordCheck.measured(file("Sources/Reporting/A.swift", line)).isEmpty)
  }

  @Test func scenariosAndGoldensAreMatched() {
    let findings = GoldenCheck.findings(
      scenarios: ["scenarios/a/b.yaml", "scenarios/a/c.yaml", "scenarios/configs/d.yaml"],
      goldens: ["golden/a/b.golden", "golden/e.golden"])
    #expect(
      texts(findings) == [
        "scenarios/a/c.yaml:1: error: no golden: record it, windtunnel run a/c --update",
        "golden/e.golden:1: error: there is no scenario scenarios/e.yaml",
      ])
  }
}
