import Foundation
import RoutingCore
import Testing
import WireFormats

@testable import Scenarios

/// The schema names the keys that the loader accepts: all of them, and no others.
struct SchemaTests {
  /// A section of the schema, and a scenario that has an unknown key there.
  struct Probe: CustomTestStringConvertible, Sendable {
    let name: String
    let lines: [Int: String]
    let after: [String]
    var testDescription: String { name }

    init(_ name: String, lines: [Int: String] = [:], after: String...) {
      self.name = name
      self.lines = lines
      self.after = after
    }

    static func traffic(_ name: String, _ text: String) -> Probe {
      Probe(name, lines: [3: "traffic: {model: m, \(text)}"])
    }

    static func timeline(_ name: String, _ text: String) -> Probe {
      Probe(name, after: "timeline: [{at: 1s, \(text)}]")
    }
  }

  static let probes = [
    Probe("scenario", after: "zz: 1"), Probe("limits", after: "limits: {zz: 1}"),
    Probe("variant", lines: [4: "variants: {a: {preset: recommended, zz: 1}}"]),
    Probe("rules", lines: [4: "variants: {a: {preset: recommended, rules: {zz: 1}}}"]),
    Probe("gateway", after: "gateway: {zz: 1}"), Probe("key", after: "keys: {a: {zz: 1}}"),
    Probe("team", after: "teams: {a: {zz: 1}}"),
    Probe("cost_map_entry", after: "cost_map: {a: {litellm_provider: b, zz: 1}}"),
    Probe("upstream", after: "upstreams: {all: {zz: 1}}"),
    Probe("rate_limit", after: "upstreams: {all: {rate_limit: {requests: 1, zz: 1}}}"),
    Probe("fault", after: "upstreams: {all: {faults: [{answers: 500, zz: 1}]}}"),
    Probe("retry_policy", after: "router_settings: {retry_policy: {zz: 1}}"),
    Probe("allowed_fails_policy", after: "router_settings: {allowed_fails_policy: {zz: 1}}"),
    Probe("expect", after: "expect: {zz: 1}"),
    Probe("turn_claim", after: "expect: {turns: {zz: 1}}"),
    Probe("latencies", after: "expect: {added_latency: {zz: 1}}"),
    Probe("expect/attempts", after: "expect: {attempts: {zz: 1}}"),
    Probe("step", after: "steps: [{call: m, zz: 1}]"),
    Probe("step_claim", after: "steps: [{call: m, expect: {zz: 1}}]"),
    .traffic("traffic", "zz: 1"), .traffic("arrival", "arrival: {poisson: 1/s, zz: 1}"),
    .traffic("leave", "leave: {after: 1s, zz: 1}"), .traffic("turn", "turns: [{zz: 1}]"),
    .traffic("origin", "turns: [{origin: {answers: 500, zz: 1}}]"),
    .traffic("distribution", "think: {exponential: 1s, zz: 1}"),
    .traffic("distribution/lognormal", "think: {lognormal: {p50: 1s, p99: 2s, zz: 1}}"),
    .timeline("timeline_entry", "revoke_key: east, zz: 1"),
    .timeline("timeline_entry/reload", "reload: {zz: 1}"),
    .timeline("timeline_entry/restart", "restart: {zz: 1}"),
    .timeline("timeline_entry/rollback", "rollback: {zz: 1}"),
    .timeline("timeline_entry/upgrade", "upgrade: {preset: recommended, zz: 1}"),
    .timeline("timeline_entry/update_deployment", "update_deployment: {deployment: east, zz: 1}"),
    .timeline("timeline_entry/outage", "outage: {upstream: east, zz: 1}"),
    .timeline("timeline_entry/brownout", "brownout: {upstream: east, delay: 1s, zz: 1}"),
    .timeline("coming_fault", "fault: {upstream: east, answers: 500, zz: 1}"),
    .timeline("timeline_entry/fault", "fault: {cost_map: fails, zz: 1}"),
  ]

  private static let root = (try? JSONValue.parse(Array(ScenarioSchema.text.utf8))) ?? .null

  /// The names of the keys of a section that the schema's text has.
  private static func keys(of name: String) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    var schema: JSONValue? = root
    switch parts[0] {
    case "scenario": break
    case "variant":
      let variants = root["properties"]?["variants"]?["additionalProperties"]?["anyOf"]
      schema = variants?.array?.last
    case "limits": schema = root["properties"]?["limits"]
    default: schema = root["definitions"]?[parts[0]]
    }
    if parts.count == 2 {
      let inner = schema?["properties"]?[parts[1]]
      // Of several shapes the mapping is meant.
      schema = inner?["anyOf"]?.array?.last { $0["properties"] != nil } ?? inner
    }
    return schema?["properties"]?.object?.members.map(\.key) ?? []
  }

  @Test(arguments: probes)
  func keysAreThoseOfTheLoader(_ probe: Probe) throws {
    let bad = BadScenario(probe.name, lines: probe.lines, after: probe.after, [])
    let diagnostics = DiagnosticTests.load(Array(bad.text.utf8)).diagnostics
    let unknown = diagnostics.filter { $0.code == "unknown-key" && $0.message.contains("'zz'") }
    let hint = try #require(unknown.first, "\(diagnostics.map(\.text))").hint
    let start = try #require(hint.firstRange(of: "accepted: ")).upperBound
    let accepted = hint[start...].split(separator: ", ").map(String.init)
    #expect(Self.keys(of: probe.name).sorted() == accepted.sorted())
  }

  /// An editor has a word on every key.
  @Test func everyKeyIsDescribed() {
    #expect(Self.undescribed(Self.root) == [])
  }

  /// The keys of a schema on which an editor has no word.
  static func undescribed(_ root: JSONValue) -> [String] {
    var missing: [String] = []
    func walk(_ schema: JSONValue, _ path: String) {
      for member in schema.object?.members ?? [] {
        if member.key == "properties" {
          for key in member.value.object?.members ?? [] where key.value["description"] == nil {
            missing.append("\(path)/\(key.key)")
          }
        }
        walk(member.value, "\(path)/\(member.key)")
      }
      for item in schema.array ?? [] { walk(item, path) }
    }
    walk(root, "")
    return missing
  }

  /// Words of the code's own tables.
  @Test func enumerationsAreThoseOfTheCode() {
    let rules = Self.root["definitions"]?["rules"]?["properties"]
    for rule in RuleName.allCases {
      let words = rules?[rule.rawValue]?["enum"]?.array?.compactMap(\.string)
      #expect(words == rule.cases)
    }
    let short = Self.root["properties"]?["variants"]?["additionalProperties"]?["anyOf"]?.array?
      .first
    #expect(short?["enum"]?.array?.compactMap(\.string) == Preset.allCases.map(\.rawValue))
  }

  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func theSchemaBesideTheScenariosIsThis() throws {
    let path = Self.repository.appendingPathComponent("scenarios/\(ScenarioSchema.fileName)")
    let text = try String(contentsOf: path, encoding: .utf8)
    #expect(text == ScenarioSchema.text, "run: windtunnel schema --write")
  }

  @Test func everyScenarioNamesTheSchema() throws {
    let folder = Self.repository.appendingPathComponent("scenarios").path
    let all = try #require(FileManager.default.enumerator(atPath: folder))
    while let path = all.nextObject() as? String {
      guard path.hasSuffix(".yaml"), !path.split(separator: "/").contains("configs") else {
        continue
      }
      let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      #expect(
        text.hasPrefix(ScenarioSchema.firstLine(ofScenario: path) + "\n"),
        "\(path): run windtunnel schema --write")
    }
  }

  @Test(arguments: [
    ("a.yaml", "scenario.schema.json"), ("b/a.yaml", "../scenario.schema.json"),
    ("c/b/a.yaml", "../../scenario.schema.json"),
  ])
  func firstLines(_ id: String, _ path: String) {
    #expect(
      ScenarioSchema.firstLine(ofScenario: id) == "# yaml-language-server: $schema=" + path)
  }

  @Test(arguments: [
    (SchemaForm.duration, ["250us", "1.5s", "0ms", "30d"], ["10", "10 ms", "-1s", ".5s", "1.s"]),
    (.count, ["all", "1", "5..", "..5", "1..2"], ["few", "..", "1-2", "-1"]),
    (.rate, ["50/s", "3/m"], ["50", "0/s", "/s", "1/y"]),
    (.random, ["streams", "cpython(0)"], ["cpython(x)", "cpython()", "os"]),
  ])
  func forms(_ form: SchemaForm, _ good: [String], _ bad: [String]) throws {
    let expression = try NSRegularExpression(pattern: form.pattern)
    func matches(_ text: String) -> Bool {
      expression.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
    }
    for text in good { #expect(matches(text), "\(text)") }
    for text in bad { #expect(!matches(text), "\(text)") }
    // The loader says the same.
    for text in good + bad {
      let isGood = good.contains(text)
      switch form {
      case .duration: #expect((DurationText.parse(text) != nil) == isGood, "\(text)")
      case .count: #expect((CountRange(text) != nil) == isGood, "\(text)")
      default: break
      }
    }
  }
}
