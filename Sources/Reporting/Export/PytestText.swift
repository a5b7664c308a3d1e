public import Harness
import RoutingCore
public import Scenarios

/// A test of the real LiteLLM router that shows what a variant shows: a file for pytest that needs
/// nothing of this project.
public struct PytestText {
  let scenario: Scenario
  let run: VariantRun
  let test: RouterTest

  /// Makes the text of a variant that was run.
  public init(_ scenario: Scenario, _ run: VariantRun, _ test: RouterTest) {
    self.scenario = scenario
    self.run = run
    self.test = test
  }

  /// The file.
  public var text: String {
    var parts: [String]
    switch test.play {
    case .traffic(let traffic, let models):
      parts = [
        docstring, PytestTemplate.trafficImports, data.joined(separator: "\n"),
        trafficData(traffic, models).joined(separator: "\n"),
        "\n" + trafficTest.joined(separator: "\n"),
        "\n" + PytestTemplate.traffic, "\n" + PytestTemplate.client,
      ]
    case .steps(let steps, let keys, let costMap):
      parts = [
        docstring, PytestTemplate.stepsImports, data.joined(separator: "\n"),
        stepsData(steps, keys, costMap).joined(separator: "\n"),
        "\n" + stepsTest.joined(separator: "\n"),
        "\n" + PytestTemplate.steps, "\n" + PytestTemplate.gateway,
      ]
    }
    parts += ["\n" + PytestTemplate.upstream, "\n" + PytestTemplate.answers]
    if case .steps = test.play { parts.append("\n" + PytestTemplate.main) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var variant: Variant { run.variant }

  // MARK: What it is about

  private var docstring: String {
    let outcome = VariantLine(run: run)
    let found = [outcome.summary, outcome.load].filter { !$0.isEmpty }.joined(separator: "  ")
    let isWrong = !run.reproduced.isEmpty || !run.violations.isEmpty
    // Where nothing is expected but what must hold in every run, nothing is claimed of the rest.
    let expects = variant.expectations.contains { $0.place != nil }
    let verdict =
      isWrong
      ? "Windtunnel sees this go wrong"
      : expects ? "Windtunnel sees this hold" : "What Windtunnel sees"
    var lines = ["\"\"\"" + shown(scenario.name), ""]
    lines += wrapped(shown(scenario.description))
    if lines.last != "" { lines.append("") }
    lines += wrapped(
      "\(verdict) under its rules for "
        + "\(variant.preset.rawValue) (scenario \(shown(scenario.id)), variant "
        + "\(shown(variant.name))):")
    lines += ["", "    " + shown(found), ""]
    lines += wrapped(
      "The test plays it through the installed LiteLLM, with stub upstreams on loopback, and "
        + claim)
    if !test.leftOut.isEmpty {
      lines += wrapped("Not asserted: " + test.leftOut.map(shown).joined(separator: ", ") + ".")
    }
    let needs = if case .steps = test.play { "'litellm[proxy]'" } else { "litellm" }
    lines += ["", "    pip install \(needs) pytest", "    pytest -rA THIS_FILE", "\"\"\""]
    return lines.joined(separator: "\n")
  }

  /// What the test asserts, and whether it fails where the fault is that was seen.
  private var claim: String {
    if test.judgesItsOwn {
      let fails = (run.reproduced + run.violations).contains { test.judged.contains($0.key) }
      return "asserts what is right. \(fails ? "It fails where the fault is." : "")"
    }
    let judged = test.judged.map(shown).joined(separator: " and ")
    let what = judged.isEmpty ? "nothing" : "only what holds in every run (\(judged))"
    return "asserts \(what): that it passes says nothing of what the scenario is about."
  }

  private func shown(_ text: String) -> String {
    PythonLiteral.inDocstring(Redaction.text(text))
  }

  /// The text in lines of up to 96 columns.
  private func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 96 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  // MARK: The configuration

  private var data: [String] {
    var lines = [
      "# Stubs, and whose each is: what one of them seals, its own can open and no other."
    ]
    lines.append("ENDPOINTS = {")
    lines += test.endpoints.map {
      "    \(PythonLiteral.quoted($0.name)): \(PythonLiteral.quoted($0.boundary)),"
    }
    lines += ["}", "# api_base is the name of a stub; keys are made up.", "MODEL_LIST = ["]
    for entry in test.modelList {
      guard case .map(let members) = entry else { continue }
      let parts = members.map {
        "\(PythonLiteral.quoted($0.key)): \(PythonLiteral.text($0.value))"
      }
      lines.append("    {" + parts.joined(separator: ",\n     ") + "},")
    }
    lines.append("]")
    lines.append("ROUTER_SETTINGS = {")
    lines += test.settings.map {
      "    \(PythonLiteral.quoted($0.key)): \(PythonLiteral.text($0.value)),"
    }
    lines += ["}", "SEED = \(test.seed)"]
    return lines
  }

  var functionName: String {
    "test_" + PythonLiteral.identifier("\(scenario.id)_\(variant.name)").lowercased()
  }
}
