import Primitives

/// Which entries are in the configuration at present, and which ever were.
struct Presence: Sendable {
  /// By deployment: whether it is there.
  var isThere: [Bool]
  /// By deployment: whether it was there since the process started.
  var hasBeen: [Bool]

  /// The members of a group that satisfy a table.
  static func holdsAny(_ members: [DeploymentIndex], _ table: [Bool]) -> Bool {
    members.contains { table[$0.index] }
  }
}
