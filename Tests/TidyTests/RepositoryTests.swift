import RoutingCore
import Testing

/// The checks on the repository itself; what they find is printed as compilers do.
struct RepositoryTests {
  private func expectNone(_ findings: [Finding]) {
    let text = findings.sorted().map(\.description).joined(separator: "\n")
    if !text.isEmpty { print(text) }
    #expect(findings.isEmpty, "\(text)")
  }

  @Test func sourcesAreFound() throws {
    #expect(try Repository.sources().count > 50)
    #expect(try Repository.written().contains { $0.path == "scripts/check" })
  }

  @Test func importsGoDownAndPureLayersArePure() throws {
    expectNone(try Repository.sources().flatMap(LayerCheck.findings))
  }

  @Test func filesLinesAndFunctionsAreShort() throws {
    expectNone(try Repository.swift().flatMap(ShapeCheck.findings))
  }

  @Test func publicDeclarationsAreDocumented() throws {
    expectNone(try Repository.sources().flatMap(DocumentationCheck.findings))
  }

  @Test func nothingIsLeftOver() throws {
    expectNone(try Repository.written().flatMap(WordCheck.findings))
  }

  @Test func presetNamesStandInOneFile() throws {
    expectNone(try Repository.sources().flatMap(WordCheck.presetNames))
    let names = try Repository.file(WordCheck.presetFile)
    #expect(names.codeAndTexts.contains { $0.contains("\"litellm-1.") })
  }

  @Test func measuredCountsAreNoIngredients() throws {
    expectNone(try Repository.sources().flatMap(WordCheck.measured))
  }

  @Test func scenariosAndGoldensGoTogether() {
    let scenarios = Repository.paths("scenarios", ending: ".yaml")
    #expect(!scenarios.isEmpty)
    expectNone(
      GoldenCheck.findings(
        scenarios: scenarios, goldens: Repository.paths("golden", ending: ".golden")))
  }

  @Test func ruleTableIsThatOfTheCode() throws {
    let article = try Repository.file("Sources/RoutingCore/RoutingCore.docc/RulesAndPresets.md")
    let presets = Preset.allCases
    var rows = [["rule"] + presets.map(\.rawValue) + ["source"]]
    for row in PresetTable.cells {
      let cells = presets.map { "\(row[$0].value) (\(row[$0].evidence.rawValue))" }
      rows.append([row.rule.rawValue] + cells + [row.source])
    }
    var expected = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    expected.insert("|" + String(repeating: " --- |", count: rows[0].count), at: 1)
    let written = article.lines.filter { $0.hasPrefix("|") }
    // The last column is made of the tests that need the scenarios in it.
    let found = written.map { String($0[...($0.dropLast(2).lastIndex(of: "|") ?? $0.startIndex)]) }
    #expect(found == expected, "RulesAndPresets.md is out of date: run scripts/generate-docs")
    let columns = written.dropFirst(2).compactMap { $0.dropLast(2).split(separator: "|").last }
    let named = columns.joined().split(separator: "`").filter { $0.contains("/") }
    #expect(!named.isEmpty)
    let scenarios = Repository.paths("scenarios", ending: ".yaml")
    #expect(named.filter { !scenarios.contains("scenarios/\($0).yaml") } == [])
  }

  @Test(arguments: ["swift run -c release windtunnel run", "swift test"])
  func commandsOfTheReadmeAreChecked(_ command: String) throws {
    let readme = try Repository.file("README.md").lines
    let check = try Repository.file("scripts/check").lines
    #expect(readme.contains { $0.hasPrefix(command) })
    #expect(check.contains { $0.contains("{ \(command); }") })
    #expect(readme.count <= 140)
  }
}
