import RoutingCore
import Scenarios

/// The parts of a test that plays steps.
extension PytestText {
  func stepsData(
    _ steps: [RouterTest.Step], _ keys: [RouterTest.Key], _ costMap: [CatalogEntry]
  ) -> [String] {
    var lines = [
      "# Virtual keys, and the models that each may use; an empty list is all.", "KEYS = {",
    ]
    lines += keys.map { "    \(PythonLiteral.quoted($0.name)): \(PythonLiteral.list($0.models))," }
    lines += [
      "}", "# What the published cost map lists besides the release's own.", "COST_MAP = {",
    ]
    lines += costMap.map { "    \(entry($0))," }
    lines += ["}", "STEPS = ["]
    lines += steps.map { "    \(step($0))," }
    lines.append("]")
    return lines
  }

  var stepsTest: [String] {
    [
      "def \(functionName)():", "    came, wrong = play()", "    print(\"\\n\".join(came))",
      "    assert not wrong, \"\\n\".join([\"\", *wrong])",
    ]
  }

  private func entry(_ entry: CatalogEntry) -> String {
    var members = [
      PlainValue.Member("litellm_provider", .text(entry.provider)),
      PlainValue.Member("mode", .text(entry.mode)),
    ]
    if let tokens = entry.inputTokensMax {
      members.append(PlainValue.Member("max_input_tokens", .number("\(tokens)")))
    }
    return PythonLiteral.quoted(entry.name) + ": " + PythonLiteral.text(.map(members))
  }

  private func step(_ step: RouterTest.Step) -> String {
    let what: String
    switch step.action {
    case .call(let model, let key):
      what = "\"call\": \(PythonLiteral.quoted(model)), \"as\": \(PythonLiteral.quoted(key))"
    case .publish(let entries):
      what = "\"publish\": {" + entries.map { entry($0) }.joined(separator: ", ") + "}"
    case .withdraw(let names): what = "\"withdraw\": \(PythonLiteral.list(names))"
    case .reload: what = "\"reload\": True"
    case .restart: what = "\"restart\": True"
    }
    let right = expected(step.claim)
    let claim = right.isEmpty ? "" : ",\n     \"expect\": \(PythonLiteral.text(.map(right)))"
    return "{\"step\": \(step.number), \(what)\(claim)}"
  }

  private func expected(_ claim: StepClaim?) -> [PlainValue.Member] {
    guard let claim else { return [] }
    let texts = [
      ("outcome", claim.outcome?.rawValue), ("type", claim.type), ("code", claim.upstream),
      ("served_by", claim.servedBy), ("model", claim.model),
    ]
    let status = claim.status.map { PlainValue.Member("status", .number("\($0)")) }
    return texts.compactMap { key, text in text.map { PlainValue.Member(key, .text($0)) } }
      + (status.map { [$0] } ?? [])
  }
}
