import Foundation
import Testing

/// What an exported test says of itself, and how it counts.
struct ExportClaimTests {
  /// A test that can tell nothing of what its scenario expects says so.
  @Test func aTestOfNothingSaysSo() throws {
    let rest = "it can tell nothing that the scenario expects [nothing-of-its-own]\n"
    let plain = try ExportRefusalTests.export([:])
    #expect(plain.status == 0)
    #expect(
      plain.errors
        == "s.yaml:4:12: note: the test asserts only sealed_items_abroad and markers_upstream: "
        + rest)
    let promise =
      "and asserts\nonly what holds in every run (sealed_items_abroad and markers_upstream): that "
      + "it passes says\nnothing of what the scenario is about.\n"
    #expect(plain.output.contains(promise))
    #expect(plain.output.contains("\nWhat Windtunnel sees under its rules for "))
    #expect(!plain.output.contains("asserts what is right"))

    let timed = try ExportRefusalTests.export(
      [:], after: ["expect: {leaked_connections: 0, added_latency: {p99: 0ms}}"])
    #expect(
      timed.errors
        == "s.yaml:5:1: note: the test asserts only sealed_items_abroad and markers_upstream: "
        + rest)
    let left =
      "Not asserted: leaked_connections (only a simulation sees it), added_latency (it is judged "
      + "in\nvirtual time).\n"
    #expect(timed.output.contains(left))

    let steps = try ExportRefusalTests.export(
      [3: "steps: [{call: g}]"], after: ["expect: {failed: 0}"])
    #expect(steps.status == 0)
    #expect(steps.errors == "s.yaml:5:1: note: the test asserts nothing: " + rest)
    #expect(steps.output.contains("Not asserted: failed (steps alone are judged)."))
  }

  /// Who hands a test on does not tell where the scenario lies on a disk.
  @Test func aFileIsCalledByItsName() throws {
    let command = try ExportRefusalTests.export([:], after: ["expect: {failed: 0}"])
    #expect(command.errors == "")
    #expect(command.output.contains("\ndef test_s_now():\n"))
    #expect(command.output.contains("(scenario s, variant now):"))
    #expect(command.output.contains("and asserts\nwhat is right.\n"))
  }

  /// A release that fails at the second stub and then goes to the first with less: what came last
  /// is what the answer was made of.
  @Test func callsAreInOrderOfTime() throws {
    let folder = try Scratch()
    let scenario = """
      name: Two stubs
      config:
        model_list:
          - {model_name: g, litellm_params: {model: openai/m, api_base: "https://one.test"}}
          - {model_name: g, litellm_params: {model: openai/m, api_base: "https://two.test"}}
      traffic: {model: g, turns: 2}
      expect: {degraded: 0}
      variants: {now: litellm-1.109.1}
      """
    let release = """
      import json, types, urllib.error, urllib.request

      class Router:
          def __init__(self, model_list):
              self.stubs = [e["litellm_params"]["api_base"] for e in model_list]

          async def aresponses(self, **call):
              try:
                  return self.post(self.stubs[1 if len(call["input"]) > 1 else 0], call)
              except urllib.error.HTTPError:
                  items = [i for i in call["input"] if "encrypted_content" not in i]
                  return self.post(self.stubs[0], {**call, "input": items})

          def post(self, stub, call):
              request = urllib.request.Request(stub + "/responses", json.dumps(call).encode())
              body = json.load(urllib.request.urlopen(request))
              return types.SimpleNamespace(output=body["output"], id=body["id"])
      """
    let play = """
      import asyncio, exported
      run = exported.Run()
      asyncio.run(run.play())
      print([(t["outcome"], t["attempts"], t["code"]) for t in run.turns])
      """
    for (name, text) in [("s.yaml", scenario), ("litellm.py", release), ("play.py", play)] {
      try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }
    let exported = try Command.run([
      "export", "--pytest", "\(folder.path)/s.yaml", "--out", "\(folder.path)/exported.py",
    ])
    #expect(exported.status == 0, "\(exported.errors)")
    let line = "! command -v python3 > /dev/null || python3 -B \(folder.path)/play.py"
    let played = try Command.shell(line)
    #expect(played.status == 0, "\(played.errors)")
    #expect(
      played.output
        == "[('ok', 1, None), ('degraded', 2, 'invalid_encrypted_content')]\n"
        || played.output == "")
  }
}
