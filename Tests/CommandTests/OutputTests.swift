import Foundation
import Testing

/// What the program prints.
struct OutputTests {
  @Test func explainsTheFirstIncident() throws {
    let command = try Command.run([
      "explain", "encrypted-content/two-organizations", "c2.t2", "--variant", "before",
    ])
    #expect(command.status == 0)
    #expect(command.errors == "")
    let lines = [
      "c2.t2  POST /v1/responses  codex  key \"default\"  t=3.0 s  ->  400 after 1 attempt, "
        + "+0ms added",
      "input holds 1 sealed item: eastus, made by c2.t1 (t=2.0 s); id dropped by the client, "
        + "blob kept, no marker",
      "",
      "                          eastus    westeu",
      " 8 sealed                 -         -           (check not enabled) would keep only eastus",
      "11 pick                   1/2       1/2 <-      draw 4 -> westeu",
      "   (9 stages changed nothing)",
      "   sent      westeu  400 invalid_encrypted_content: sealed by eastus",
      "   retry     none: 400 is not retried",
      #"   client    {"error": {"message": "litellm.BadRequestError: AzureException - {\"error\": "#
        + #"{\"code\": \"invalid_encrypted_content\", \"message\": \"The encrypted content "#
        + #"gAAA...wIjJ could not be verified.\", \"param\": null, "#
        + #"\"type\": \"invalid_request_error\"}}. Received Model Group=codex", "type": null, "#
        + #""param": null, "code": "400"}}"#,
      "",
      "first wrong step  8: westeu stayed a candidate although it cannot open the item",
      "because           the check for sealed items is not enabled",
      "forced runner-up  eastus -> ok                    (--force c2.t2=eastus runs on to the end)",
      "prevented by      optional_pre_call_checks: [encrypted_content_affinity]   "
        + "(LiteLLM >= 1.82.1)",
      "",
    ]
    #expect(command.output == lines.joined(separator: "\n"))
  }

  @Test func explainsACooldownThatOtherTrafficSet() throws {
    let command = try Command.run([
      "explain", "encrypted-content/origin-cooling", "c1.t2", "--variant", "fail-fast",
    ])
    #expect(command.status == 0)
    let health =
      " 3 health                 yes       cooling   yes         "
      + "westeu cools until 121.0 s: 429 to other traffic at 61.0 s"
    let lines = command.output.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.contains(" health ") } == [health])
  }

  @Test func jsonHasTheDocumentedFields() throws {
    let command = try Command.run([
      "run", "encrypted-content/two-organizations", "--format", "json",
    ])
    #expect(command.status == 0)
    let parsed = try JSONSerialization.jsonObject(with: Data(command.output.utf8))
    let root = try #require(parsed as? [String: Any])
    #expect(root["format"] as? Int == 1)
    let scenarios = try #require(root["scenarios"] as? [[String: Any]])
    let scenario = try #require(scenarios.first)
    #expect(scenarios.count == 1)
    #expect(scenario.keys.sorted() == ["file", "golden", "scenario", "variants"])
    #expect(scenario["scenario"] as? String == "encrypted-content/two-organizations")
    #expect(scenario["golden"] as? String == "equal")
    let variants = try #require(scenario["variants"] as? [[String: Any]])
    #expect(
      variants.map { $0["variant"] as? String } == ["before", "upgrade-only", "first-fix", "today"])
    #expect(
      variants.map { $0["verdict"] as? String } == ["reproduces", "reproduces", "holds", "holds"])
    for variant in variants { try expectFields(variant) }
    try expectNumbers(variants[0])
  }

  private func expectFields(_ variant: [String: Any]) throws {
    #expect(
      variant.keys.sorted() == [
        "added_latency", "attempts", "decision_digest", "degraded", "first_wrong", "load",
        "markers_upstream", "outcomes", "picks", "preset", "queueing", "reproduced", "requests",
        "sealed_items_abroad", "simulated_ns", "steps", "variant", "verdict", "violations",
        "wrong_ns",
      ])
    let outcomes = try #require(variant["outcomes"] as? [String: [String: Any]])
    #expect(outcomes.keys.sorted() == ["first_turns", "follow_ups", "mixed", "turns"])
    for scope in outcomes.values {
      #expect(
        scope.keys.sorted() == [
          "by_gateway_error", "by_status", "by_upstream_code", "degraded", "denied", "failed",
          "left", "ok", "total",
        ])
    }
    for key in ["added_latency", "queueing"] {
      let times = try #require(variant[key] as? [String: Any])
      #expect(times.keys.sorted() == ["max_ns", "p50_ns", "p90_ns", "p99_ns"])
    }
  }

  private func expectNumbers(_ variant: [String: Any]) throws {
    let outcomes = try #require(variant["outcomes"] as? [String: [String: Any]])
    let followUps = try #require(outcomes["follow_ups"])
    #expect(followUps["total"] as? Int == 200)
    #expect(followUps["ok"] as? Int == 97)
    #expect(followUps["failed"] as? Int == 103)
    #expect(followUps["by_status"] as? [String: Int] == ["200": 97, "400": 103])
    #expect(followUps["by_upstream_code"] as? [String: Int] == ["invalid_encrypted_content": 103])
    #expect(variant["sealed_items_abroad"] as? Int == 103)
    let load = try #require(variant["load"] as? [String: [String: Int]])
    #expect(load["deployments"] == ["eastus": 205, "westeu": 195])
    let first = try #require(variant["first_wrong"] as? [String: Any])
    #expect(first["request"] as? String == "c2.t2")
    #expect(first["sealed_by"] as? String == "eastus")
    #expect(first["sent_to"] as? String == "westeu")
    #expect((variant["reproduced"] as? [[String: Any]])?.count == 2)
    #expect((variant["violations"] as? [[String: Any]])?.count == 0)
  }

  /// Whoever reads may stop reading.
  @Test(arguments: [
    "run --all", "list", "rules", "run gateway --format json", "validate gateway", "--help",
  ])
  func aClosedPipe(_ arguments: String) throws {
    let command = try Command.shell(
      "set -o pipefail; timeout 60 \"$W\" \(arguments) | head -c 1 > /dev/null; "
        + "echo ${PIPESTATUS[0]}")
    #expect(["0\n", "141\n"].contains(command.output))
    #expect(command.errors == "")
  }

  /// Two processes, with other hash seeds and other ways to run: the same decisions.
  @Test func digestsAreTheSameInEveryProcess() throws {
    let base = ["run", "encrypted-content/two-organizations", "gateway", "--print-digests"]
    let first = try Command.run(base)
    #expect(first.status == 0)
    #expect(first.output.split(separator: "\n").count == 35)
    #expect(try Command.run(base).output == first.output)
    #expect(try Command.run(base + ["--jobs", "1"]).output == first.output)
    #expect(try Command.run(base + ["--queue", "heap"]).output == first.output)
    #expect(try Command.run(base + ["--queue", "fast"]).output == first.output)
    let wire = try Command.run(base + ["--wire"])
    #expect(decisions(wire) == decisions(first))
    #expect(try Command.run(base + ["--seed", "9"]).output != first.output)
  }

  private func decisions(_ command: Command) -> [[Substring]] {
    command.output.split(separator: "\n").map { Array($0.split(separator: "\t").prefix(3)) }
  }
}
