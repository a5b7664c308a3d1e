import Foundation
import Testing

/// `check` as people call it.
struct CheckCommandTests {
  private static let config = """
    config:
      model_list:
        - model_name: g
          litellm_params: {model: openai/m-a, api_key: k1, weight: 1}
          model_info: {id: a}
        - model_name: g
          litellm_params: {model: openai/m-b, api_key: k2, weight: 2}
          model_info: {id: b}
        - model_name: h
          litellm_params: {model: openai/m-h, api_key: k2}
          model_info: {id: h1}
      router_settings:
        num_retries: 0
        model_group_alias: {other: g}
        optional_pre_call_checks: [encrypted_content_affinity, session_affinity]
        fallbacks: [{g: [h]}]
    preset: litellm-1.109.1
    keys: {dev: {models: [g, other]}, all: {}}

    """

  private static func run(_ cases: String, _ arguments: String...) throws -> Command {
    let folder = try Scratch()
    try folder.write("t.check.yaml", config + "cases:\n" + cases)
    let command = try Command.run(["check", "\(folder.path)/t.check.yaml"] + arguments)
    return Command(
      status: command.status, output: command.output.replacing(folder.path + "/", with: ""),
      errors: command.errors.replacing(folder.path + "/", with: ""))
  }

  /// Everything that a case can say, and what comes of it.
  @Test(arguments: [
    "{model: g, expect: {candidates: [b, a], probabilities: {a: 1/3, b: 2/3}}}",
    "{model: other, as: dev, expect: {candidates: [a, b]}}",
    "{model: g, cooling: [b], expect: {picks: a, upstream_model: openai/m-a}}",
    "{model: g, cooling: {b: 5s}, at: 5001ms, expect: {probabilities: {a: 1/3, b: 2/3}}}",
    "{model: g, blocked: [a], expect: {picks: b}}",
    "{model: g, removed: [b], expect: {picks: a}}",
    "{model: g, sealed: a, expect: {candidates: [a], picks: a}}",
    "{model: g, session: b, expect: {picks: b}}",
    "{model: g, session: b, cooling: [b], expect: {picks: a}}",
    "{model: g, as: all, removed: [a, b], cooling: [h1], expect: {error: 429}}",
    "{model: h, as: all, cooling: [h1], expect: {error: 429, candidates: []}}",
    "{model: h, as: dev, expect: {denied: 403, error: 403}}",
    "{model: g, as: all, sealed: b, failing: {b: 401}, expect: {attempts: [b, h1]}}",
    "{model: g, as: all, cooling: [a], failing: [b, h1], expect: {attempts: [b, h1], error: 500}}",
  ])
  func holds(_ line: String) throws {
    let command = try Self.run("  - \(line)\n")
    #expect(command.errors == "")
    #expect(command.output.hasPrefix("t.check.yaml  litellm-1.109.1  1 case: 1 hold, 0 failed; "))
    #expect(command.status == 0)
  }

  @Test func aFailureShowsTheDecision() throws {
    let command = try Self.run(
      "  - {name: left, model: g, cooling: [a], expect: {candidates: [a], picks: a, error: 429}}\n")
    #expect(command.status == 1)
    #expect(
      command.output.split(separator: "\n").dropLast().map(String.init) == [
        "FAILED  left  t.check.yaml:20",
        "  candidates: expected [a], got [b]",
        "  picks: expected a, got [b]",
        "  error: expected 429, got no error",
        "    asked for 'g'",
        "      resolve   candidates a, b",
        "      health    leaves out a (cooling)",
        "      pick      b 2/2 -> b",
      ])
  }

  @Test func whatNoCaseReachesIsListed() throws {
    let cases = """
        - {model: g, as: all, sealed: a, failing: {a: 401}, expect: {attempts: [a, h1]}}

      """
    let command = try Self.run(cases, "--uncovered", "--fail-under", "60")
    #expect(command.status == 1)
    #expect(
      command.output == """
        t.check.yaml  litellm-1.109.1  1 case: 1 hold, 0 failed; 7 of 16 cells covered (43.7 %)
          not covered: deployment a: left out by health
          not covered: deployment a: left out by sealed
          not covered: deployment a: left out by session
          not covered: deployment b: picked
          not covered: deployment b: left out by health
          not covered: deployment b: left out by session
          not covered: deployment h1: left out by health
          not covered: alias other
          not covered: key dev

        """)
    #expect(command.errors.contains("t.check.yaml covers 7 of 16 cells, less than --fail-under"))
  }

  @Test func jsonHasTheDocumentedFields() throws {
    let command = try Self.run(
      "  - {model: h, as: all, expect: {error: 429}}\n", "--format", "json")
    #expect(command.status == 1)
    #expect(
      command.output.hasPrefix(
        #"{"files":[{"file":"t.check.yaml","preset":"litellm-1.109.1","cases":[{"name":"case 1","#
          + #""line":20,"verdict":"failed","failures":[{"claim":"error","expected":"429","#
          + #""got":"no error","line":20}]}],"cells":16,"covered":"#))
  }

  /// A document beside the text, and the same in its place.
  @Test func junit() throws {
    let folder = try Scratch()
    let file = "\(folder.path)/out.xml"
    let cases = """
        - {name: a & b, model: h, as: all, expect: {picks: h1}}
        - {name: falls short, model: g, cooling: [a], expect: {picks: a}}

      """
    let command = try Self.run(cases, "--junit", file, "--fail-under", "90")
    #expect(command.status == 1)
    #expect(command.output.hasPrefix("FAILED  falls short  t.check.yaml:21\n"))
    let written = try folder.text("out.xml")
    let path = try #require(written.firstMatch(of: /testsuite name="([^"]*)t.check.yaml"/)).1
    #expect(
      written.replacing(path, with: "") == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="windtunnel check" tests="3" failures="2" errors="0">
          <testsuite name="t.check.yaml" tests="3" failures="2" errors="0" skipped="0">
            <testcase name="a &amp; b" classname="t.check.yaml" file="t.check.yaml" line="20"/>
            <testcase name="falls short" classname="t.check.yaml" file="t.check.yaml" line="21">
              <failure type="claim" message="picks: expected a, got [b]">t.check.yaml:21
        picks: expected a, got [b]
        asked for 'g'
          resolve   candidates a, b
          health    leaves out a (cooling)
          pick      b 2/2 -&gt; b</failure>
            </testcase>
            <testcase name="coverage" classname="t.check.yaml" file="t.check.yaml">
              <failure type="coverage" message="7 of 16 cells covered, less than asked for"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
    let printed = try Self.run(cases, "--format", "junit", "--fail-under", "90")
    #expect(printed.output == written.replacing(path, with: ""))
    #expect(try Self.run(cases, "--junit", "\(file)/out.xml").status == 73)
  }

  @Test func everyProblemIsToldAtOnce() throws {
    let command = try Self.run(
      """
        - {model: g, as: dve, sealed: aa, expect: {pick: a}}
        - {name: x, expect: {candidates: [z], probabilities: {a: 3/2}}}
        - {model: g, failing: {a: 200, b: late}, cooling: {a: 5}, expect: {}}

      """)
    #expect(command.status == 65)
    #expect(command.output == "")
    let errors = command.errors.split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(
      errors.map(String.init) == [
        "t.check.yaml:20:20: error: there is no key 'dve' [unknown-key-name]",
        "t.check.yaml:20:33: error: there is no deployment 'aa' [unknown-deployment]",
        "t.check.yaml:20:46: error: expect has no key 'pick' [unknown-key]",
        "t.check.yaml:21:5: error: case 2 lacks the key 'model' [missing-key]",
        "t.check.yaml:22:29: error: a failure is 200, accepted are 400 to 599 [out-of-range]",
        "t.check.yaml:22:37: error: a failure is 'late' [unknown-value]",
        "t.check.yaml:22:57: error: how long 'a' cools is '5', expected a duration "
          + "[expected-duration]",
        "t.check.yaml:22:69: error: expect has no entries [empty-list]",
      ])
  }

  @Test func theExamplesHold() throws {
    let command = try Command.run(["check", "scenarios/configs", "--fail-under", "75"])
    #expect(command.errors == "")
    #expect(command.status == 0)
  }
}
