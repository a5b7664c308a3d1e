/// Which of the three weights any member of a group sets: without any, the pick needs no look.
struct WeightFields: Sendable, BitwiseCopyable {
  var weight = false
  var requests = false
  var tokens = false

  init(of members: [Deployment]) {
    weight = members.contains { $0.weight != nil }
    requests = members.contains { $0.requestsPerMinute != nil }
    tokens = members.contains { $0.tokensPerMinute != nil }
  }

  var isEmpty: Bool { !weight && !requests && !tokens }
}

/// A weight that simple-shuffle reads, in the order in which it looks.
enum WeightField: CaseIterable {
  /// The key's own weight for the deployment.
  case key
  case weight, requests, tokens
}
