import Testing

@testable import Scenarios

/// The documentation says what the code does: its scenarios load, and it names every key.
struct DocumentationTests {
  static let format = "Sources/Scenarios/Scenarios.docc/ScenarioFormat.md"

  /// The blocks of YAML in a document that are whole scenarios.
  static func scenarios(in path: String) throws -> [String] {
    var blocks: [String] = []
    var block: [String]?
    for line in try Repository.file(path).lines {
      if line == "```yaml" {
        block = []
      } else if line == "```", let ended = block {
        if ended.first?.hasPrefix("name: ") ?? false {
          blocks.append(ended.joined(separator: "\n"))
        }
        block = nil
      } else {
        block?.append(line)
      }
    }
    return blocks
  }

  @Test(arguments: ["README.md", format])
  func scenariosLoad(_ path: String) throws {
    let scenarios = try Self.scenarios(in: path)
    #expect(!scenarios.isEmpty)
    for text in scenarios {
      let loader = ScenarioLoader { _ in .success(Array(text.utf8)) }
      let (scenario, diagnostics) = loader.load(file: path, id: path)
      #expect(scenario != nil)
      #expect(diagnostics.map(\.text) == [])
    }
  }

  @Test(arguments: [
    ScenarioLoader.accepted, VariantReader.accepted, TrafficReader.accepted,
    UpstreamReader.accepted, ActionReader.verbs, ExpectationReader.accepted,
    DistributionReader.accepted, StepReader.callFields, StepReader.timeFields,
    StepClaimReader.fields, KeyReader.keyFields, KeyReader.teamFields, CostMapReader.fields,
    VariantReader.gatewayFields, FaultReader.conditions, RateLimitReader.accepted,
  ])
  func everyKeyIsDocumented(_ keys: [String]) throws {
    let text = try Repository.file(Self.format).lines.joined(separator: "\n")
    for key in keys where !text.contains("`\(key)`") && !text.contains("`{\(key): ") {
      Issue.record("\(Self.format): error: the key '\(key)' is not documented")
    }
  }
}
