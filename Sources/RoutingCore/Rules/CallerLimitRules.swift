/// When the tokens of a request count against the limits of its key and team.
public enum LimitTokensRule: String, CaseIterable, Sendable {
  /// Once it is answered: whatever was sent before that is let through. (LiteLLM up to 1.82)
  case countedAfter = "counted_after"
  /// Before, as many as are expected; what it took replaces them. (1.90.7 and later)
  case reserved
}

/// How long a caller is told to wait that is over its limit.
public enum LimitWaitRule: String, CaseIterable, Sendable {
  /// A minute, however much of it is over. (LiteLLM)
  case wholeWindow = "whole_window"
  /// Until the minute is over. (recommended)
  case restOfWindow = "rest_of_window"
}

/// The status of a request whose key or team has spent its budget.
public enum BudgetStatusRule: String, CaseIterable, Sendable {
  /// 400. (LiteLLM up to 1.83)
  case badRequest = "400"
  /// 429. (1.90.7)
  case tooManyRequests = "429"
  /// 422, unless it is set otherwise. (1.109.1)
  case unprocessable = "422"
}
