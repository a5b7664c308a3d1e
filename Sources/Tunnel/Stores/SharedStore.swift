import Primitives
import RoutingCore

/// What a request asked of the shared store.
struct StoreQuestion: BitwiseCopyable {
  var session: CacheKey?
  var user: CacheKey?
  var asksCooldowns = false
}

/// What the replicas share: pins, cooldowns and keys.
struct SharedStore {
  /// Only looked up.
  private var pins: [CacheKey: StoredPin] = [:]
  /// By deployment: its latest cooldown.
  private(set) var cooldowns: [Cause?]
  /// By key: whether it is there.
  private var keys: [Bool]
  var service = ServiceState()

  /// A store that ran before: it holds every key.
  init(deployments: Int, keys: Int) {
    cooldowns = Array(repeating: nil, count: deployments)
    self.keys = Array(repeating: true, count: keys)
  }

  /// Loses all that it holds.
  mutating func flush() {
    self = SharedStore(deployments: cooldowns.count, keys: keys.count, service: service)
  }

  private init(deployments: Int, keys: Int, service: ServiceState) {
    self.init(deployments: deployments, keys: 0)
    self.keys = Array(repeating: false, count: keys)
    self.service = service
  }

  func pin(_ key: CacheKey, at now: Instant) -> DeploymentIndex? {
    guard let pin = pins[key], pin.end >= now else { return nil }
    return pin.deployment
  }

  /// Takes a pin; the first claim holds until it expires.
  mutating func claim(
    _ key: CacheKey, for deployment: DeploymentIndex, lifetime: SimDuration, at now: Instant
  ) {
    guard service.keepsWrites(at: now) else { return }
    if let pin = pins[key], pin.end >= now { return }
    pins[key] = StoredPin(deployment: deployment, end: now + lifetime)
  }

  mutating func drop(_ key: CacheKey, at now: Instant) {
    if service.keepsWrites(at: now) { pins[key] = nil }
  }

  mutating func note(_ cause: Cause, for deployment: DeploymentIndex, at now: Instant) {
    if service.keepsWrites(at: now) { cooldowns[deployment.index] = cause }
  }

  func holds(_ key: KeyIndex) -> Bool { keys[key.index] }

  mutating func take(_ key: KeyIndex, at now: Instant) {
    if service.keepsWrites(at: now) { keys[key.index] = true }
  }
}
