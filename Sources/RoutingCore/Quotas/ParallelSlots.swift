import Primitives

/// Who is at work on each deployment, and who waits for it (LiteLLM, `max_parallel_requests`).
struct ParallelSlots: Sendable {
  /// A request that waits for its turn.
  struct Waiter: Sendable, BitwiseCopyable {
    var request: RequestID
    var ordinal: UInt16
  }

  /// By deployment: how many may be at work; nil for any number.
  let limits: [UInt32?]
  private(set) var taken: [UInt32]
  private var queues: [[Waiter]]
  /// The most that may wait for one deployment.
  static let waitersMax = 100_000

  init(_ configuration: GatewayConfiguration) {
    let fallback = configuration.settings.strategies.parallelMax
    limits = configuration.deployments.map { Self.limit(of: $0) ?? fallback }.map {
      // Zero is no limit (Python's truth of 0).
      $0 == 0 ? nil : $0
    }
    taken = Array(repeating: 0, count: limits.count)
    queues = Array(repeating: [], count: limits.count)
  }

  /// The entry's own number, else its rpm, else the rpm that its tpm stands for.
  private static func limit(of entry: Deployment) -> UInt32? {
    if let own = entry.parallelMax { return own }
    let most = Double(UInt32.max)
    if let requests = entry.requestsPerMinute { return UInt32(min(requests, most)) }
    guard let tokens = entry.tokensPerMinute else { return nil }
    return UInt32(min(max(1, tokens / 1000 * 6), most))
  }

  /// Whether any deployment has a limit.
  var hasLimits: Bool { limits.contains { $0 != nil } }

  /// How many slots are taken.
  var held: Int { taken.reduce(0) { $0 + Int($1) } }

  /// Takes a slot; false if all are taken.
  mutating func take(_ deployment: DeploymentIndex) -> Bool {
    guard let limit = limits[deployment.index] else { return true }
    #if MUTANTS
      if Mutant.oneSlotTooMany.isActive, taken[deployment.index] == limit {
        taken[deployment.index] += 1
        return true
      }
    #endif
    guard taken[deployment.index] < limit else { return false }
    taken[deployment.index] += 1
    return true
  }

  /// Gives a slot back; whether somebody waits for it.
  mutating func free(_ deployment: DeploymentIndex) -> Bool {
    guard limits[deployment.index] != nil else { return false }
    precondition(taken[deployment.index] > 0, "a slot came free that was never taken")
    taken[deployment.index] -= 1
    #if MUTANTS
      if Mutant.waiterForgotten.isActive { return false }
    #endif
    return !queues[deployment.index].isEmpty
  }

  /// Lines up a request; false if too many wait already.
  mutating func line(_ waiter: Waiter, for deployment: DeploymentIndex) -> Bool {
    guard queues[deployment.index].count < Self.waitersMax else { return false }
    queues[deployment.index].append(waiter)
    return true
  }

  /// The next request whose turn it is, and the deployment; nil if nobody can go on.
  mutating func next() -> (Waiter, DeploymentIndex)? {
    for place in queues.indices where !queues[place].isEmpty {
      guard taken[place] < limits[place] ?? .max else { continue }
      return (queues[place].removeFirst(), DeploymentIndex(place))
    }
    return nil
  }
}
