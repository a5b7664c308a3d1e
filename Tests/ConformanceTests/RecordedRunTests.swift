import Foundation
import Primitives
import RoutingCore
import Scenarios
import Testing
import Tunnel
import WireFormats

/// Whole runs recorded from the real LiteLLM routers of four releases, with stub upstreams on
/// loopback: how many turns got which status, how many attempts each deployment, and the first
/// picks.
///
/// Each line of the file is a scenario with one variant and what the real router did. The runs
/// cover sizes, seeds, weights, orders of the list, order levels, pins, retries and fallbacks.
struct RecordedRunTests {
  struct Recording {
    let line: Int
    let name: String
    let scenario: [UInt8]
    let statuses: [String: Int]
    let load: [String: Int]
    let picks: String
  }

  static func recordings() throws -> [Recording] {
    let file = try #require(
      Bundle.module.url(forResource: "runs", withExtension: "jsonl", subdirectory: "Recorded"))
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).enumerated().map {
      let value = try JSONValue.parse(Array($0.element))
      let scenario = try #require(value["scenario"])
      return Recording(
        line: $0.offset + 1, name: scenario["name"]?.string ?? "",
        scenario: scenario.serialized(style: .python), statuses: counts(value["statuses"]),
        load: counts(value["load"]), picks: value["picks"]?.string ?? "")
    }
  }

  private static func counts(_ value: JSONValue?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for member in value?.object?.members ?? [] where (member.value.integer ?? 0) > 0 {
      counts[member.key] = member.value.integer
    }
    return counts
  }

  @Test func everyRunComesOutAsRecorded() throws {
    let recordings = try Self.recordings()
    #expect(recordings.count > 600)
    for recording in recordings { try replay(recording) }
  }

  private func replay(_ recording: Recording) throws {
    let loader = ScenarioLoader { _ in .success(recording.scenario) }
    let (loaded, problems) = loader.load(file: "recorded.yaml", id: recording.name)
    let scenario = try #require(
      loaded, "line \(recording.line): \(problems.map(\.text).joined(separator: "\n"))")
    let variant = try #require(scenario.variants.first)
    var simulation = Simulation(variant.setup, mode: RunMode())
    let result = simulation.run()
    var statuses: [String: Int] = [:]
    for cell in result.outcomes { statuses["\(cell.status)", default: 0] += Int(cell.count) }
    let texts = variant.setup.configuration.texts
    var load: [String: Int] = [:]
    for (text, count) in zip(texts, result.load) where count > 0 { load[text.label] = Int(count) }
    let picks = result.firstPicks.map { texts[$0.index].label }.joined()
    let place = "line \(recording.line), \(recording.name), \(variant.preset.rawValue)"
    #expect(statuses == recording.statuses, "statuses of \(place)")
    #expect(load == recording.load, "load of \(place)")
    if !recording.picks.isEmpty {
      #expect(picks.hasPrefix(recording.picks), "picks of \(place)")
    }
  }
}
