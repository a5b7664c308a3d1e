import Primitives
import RoutingCore

/// Reads what may be spent: of providers, of deployments, of tags.
struct BudgetReader {
  let reader: NodeReader
  static let settings = ["provider_budget_config", "tag_budget_config"]
  private static let fields = ["budget_limit", "max_budget", "time_period", "budget_duration"]
  /// LiteLLM has months of the calendar; here each has so many days.
  private static let daysOfMonth: UInt64 = 30

  /// The budgets of the router's settings.
  func read(_ value: (String) -> YAMLNode?, into gateway: inout GatewayImport) {
    var providers: [(name: String, budget: Budget)] = []
    for (name, budget) in named(value("provider_budget_config"), "provider_budget_config") {
      providers.append((name, budget))
    }
    gateway.configuration.budgets.ofProviders = providers.map(\.budget)
    for place in gateway.configuration.deployments.indices {
      let model = gateway.configuration.texts[place].upstreamModel
      let provider = model.contains("/") ? String(model.prefix { $0 != "/" }) : "openai"
      guard let number = providers.firstIndex(where: { $0.name == provider }) else { continue }
      gateway.configuration.deployments[place].provider = UInt16(number)
    }
    for (name, budget) in named(value("tag_budget_config"), "tag_budget_config") {
      let number = Int(gateway.configuration.tags.number(of: name))
      while gateway.configuration.budgets.ofTags.count <= number {
        gateway.configuration.budgets.ofTags.append(nil)
      }
      gateway.configuration.budgets.ofTags[number] = budget
    }
  }

  /// The budget of an entry; LiteLLM asks for both the amount and the time.
  func readEntry(_ params: YAMLNode, _ place: Int, into gateway: inout GatewayImport) {
    guard let amount = optional(params.value("max_budget")),
      let length = optional(params.value("budget_duration")),
      let dollars = reader.number(amount, "max_budget"),
      let window = window(length, "budget_duration")
    else { return }
    while gateway.configuration.budgets.ofDeployments.count <= place {
      gateway.configuration.budgets.ofDeployments.append(nil)
    }
    gateway.configuration.budgets.ofDeployments[place] = Budget(amount: dollars, window: window)
  }

  private func named(_ node: YAMLNode?, _ what: String) -> [(String, Budget)] {
    guard let node else { return [] }
    guard let members = node.members else {
      reader.report(
        "expected-mapping", node.place, "\(what) is \(node.kindName)",
        hint: "expected {name: {budget_limit: 10, time_period: 1d}}")
      return []
    }
    return members.compactMap { member in
      guard
        let fields = reader.mapping(member.value, "\(what).\(member.key)", accepted: Self.fields)
      else { return nil }
      let limit = optional(fields["budget_limit"]) ?? optional(fields["max_budget"])
      let length = optional(fields["time_period"]) ?? optional(fields["budget_duration"])
      guard let length else {
        reader.reportMissing("time_period", in: "\(what).\(member.key)", member.keyPlace)
        return nil
      }
      guard let window = window(length, "time_period") else { return nil }
      let amount = limit.flatMap { reader.number($0, "budget_limit") }
      return (member.key, Budget(amount: amount, window: window))
    }
  }

  /// `30s`, `10m`, `1h`, `1d`, `1w` or `1mo`.
  private func window(_ node: YAMLNode, _ what: String) -> SimDuration? {
    guard let text = reader.text(node, what) else { return nil }
    var plain = text
    var days: UInt64 = 1
    if text.hasSuffix("mo") {
      days = Self.daysOfMonth
      plain = String(text.dropLast(2)) + "d"
    } else if text.hasSuffix("w") {
      days = 7
      plain = String(text.dropLast()) + "d"
    }
    guard let length = DurationText.parse(plain), length > .zero,
      length.nanoseconds < UInt64.max / days
    else {
      reader.report(
        "invalid-duration", node.place, "\(what) is '\(text)'",
        hint: "expected a time such as 30s, 10m, 1h, 1d, 1w or 1mo")
      return nil
    }
    return SimDuration(nanoseconds: length.nanoseconds * days)
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }
}
