import Primitives

extension Router {
  /// Leaves out deployments whose provider, whose own or whose request's budget is spent (LiteLLM,
  /// `router_budget_limiting`).
  @inline(never)
  func keepAffordable<Observer: DecisionObserver>(
    _ pick: inout Pick, _ members: [DeploymentIndex], _ slot: Int, _ now: Instant,
    _ observer: inout Observer
  ) {
    observer.entered(.budgets, isEnabled: true)
    guard !pick.set.isEmpty else { return }
    let arrival = slots[slot].arrival
    let tags = configuration.traits[Int(arrival.traits)].tags
      .joined(configuration.keys[arrival.key.index].tags)
    let isPoor = tags.all.contains { tag in
      isSpent(configuration.budgets.ofTags, Int(tag), spending.tags, now)
    }
    eliminate(from: &pick, members, at: .budgets, .overBudget, &observer) { deployment in
      let entry = configuration.deployments[deployment.index]
      let isOut =
        isPoor || isProviderSpent(entry.provider, now)
        || isSpent(
          configuration.budgets.ofDeployments, deployment.index, spending.deployments, now)
      return isOut ? .unexplained : .keep
    }
    // LiteLLM raises a ValueError of its own; the proxy answers 429.
    if pick.set.isEmpty { pick.error = ErrorFacts(kind: .noDeployments, status: 429) }
  }

  private func isProviderSpent(_ provider: UInt16, _ now: Instant) -> Bool {
    let budgets = configuration.budgets.ofProviders
    guard Int(provider) < budgets.count, let budget = budgets[Int(provider)] else { return false }
    guard budget.amount != nil else {
      return switch rules.openBudget {
      case .leavesOut: true
      case .unlimited: false
      }
    }
    return isSpent(budgets, Int(provider), spending.providers, now)
  }

  private func isSpent(
    _ budgets: [Budget?], _ place: Int, _ spendings: [Spending], _ now: Instant
  ) -> Bool {
    guard place < budgets.count, let budget = budgets[place], let amount = budget.amount,
      amount > 0
    else { return false }
    return spendings[place].at(now, budget.window) >= amount
  }

  /// Enters the cost of an answer everywhere a budget pays for it.
  mutating func bookSpending(_ use: AttemptUse, at now: Instant) {
    guard use.error == nil else { return }
    let budgets = configuration.budgets
    let provider = Int(configuration.deployments[use.deployment.index].provider)
    if provider < budgets.ofProviders.count, let budget = budgets.ofProviders[provider] {
      spending.providers[provider].spend(use.cost, at: now, budget.window)
    }
    let deployment = use.deployment.index
    if deployment < budgets.ofDeployments.count, let budget = budgets.ofDeployments[deployment] {
      spending.deployments[deployment].spend(use.cost, at: now, budget.window)
    }
    for tag in configuration.traits[Int(use.traits)].tags.all {
      guard Int(tag) < budgets.ofTags.count, let budget = budgets.ofTags[Int(tag)] else {
        continue
      }
      spending.tags[Int(tag)].spend(use.cost, at: now, budget.window)
    }
  }
}

/// What was spent of a configuration's budgets, in their order.
struct SpendingBook: Sendable {
  var providers: [Spending] = []
  var deployments: [Spending] = []
  var tags: [Spending] = []

  init(_ budgets: BudgetBook) {
    providers = Array(repeating: Spending(), count: budgets.ofProviders.count)
    deployments = Array(repeating: Spending(), count: budgets.ofDeployments.count)
    tags = Array(repeating: Spending(), count: budgets.ofTags.count)
  }
}
