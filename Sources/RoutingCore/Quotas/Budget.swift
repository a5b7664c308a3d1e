public import Primitives

/// Money that may be spent in a time (LiteLLM, `max_budget` with `budget_duration`).
public struct Budget: Sendable, Equatable {
  /// In dollars; nil for no limit.
  public var amount: Double?
  /// For how long, from the first spending on.
  public var window: SimDuration

  /// Makes a budget.
  public init(amount: Double?, window: SimDuration) {
    self.amount = amount
    self.window = window
  }
}

/// What was spent in the present window of a budget.
struct Spending: Sendable, BitwiseCopyable {
  private var spent = 0.0
  private var start: Instant?

  init() {}

  /// What counts at a moment.
  func at(_ now: Instant, _ window: SimDuration) -> Double {
    guard let start, now.since(start) <= window else { return 0 }
    return spent
  }

  mutating func spend(_ cost: Double, at now: Instant, _ window: SimDuration) {
    if let start, now.since(start) <= window {
      spent += cost
    } else {
      start = now
      spent = cost
    }
  }
}

/// The budgets of a configuration, by whom they hold.
public struct BudgetBook: Sendable, Equatable {
  /// By provider number (see `Deployment.provider`).
  public var ofProviders: [Budget?] = []
  /// By deployment.
  public var ofDeployments: [Budget?] = []
  /// By tag number.
  public var ofTags: [Budget?] = []

  /// Makes a book without budgets.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool {
    !(ofProviders + ofDeployments + ofTags).contains { $0 != nil }
  }
}
