import Primitives

/// Values by deployment, in the order in which they were entered, as a Python dict keeps them.
struct OrderedTable<Value>: Sendable where Value: Sendable {
  private(set) var keys: [DeploymentIndex] = []
  private(set) var values: [Value] = []
  /// By deployment: its place, or -1.
  private var places: [Int32] = []

  var isEmpty: Bool { keys.isEmpty }

  /// The place of a deployment, or nil if it has none.
  @inline(__always)
  func place(of deployment: DeploymentIndex) -> Int? {
    guard deployment.index < places.count else { return nil }
    let place = places[deployment.index]
    return place < 0 ? nil : Int(place)
  }

  /// The place of a deployment, entered with a value if it has none.
  @discardableResult
  mutating func enter(_ deployment: DeploymentIndex, _ value: @autoclosure () -> Value) -> Int {
    if let place = place(of: deployment) { return place }
    while places.count <= deployment.index { places.append(-1) }
    places[deployment.index] = Int32(keys.count)
    keys.append(deployment)
    values.append(value())
    return keys.count - 1
  }

  subscript(place: Int) -> Value {
    @inline(__always) get { values[place] }
    @inline(__always) _modify { yield &values[place] }
  }

  /// Forgets everything; the storage stays.
  mutating func clear() {
    for key in keys { places[key.index] = -1 }
    keys.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
