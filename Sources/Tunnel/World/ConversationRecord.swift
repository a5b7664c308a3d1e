import Primitives
import RoutingCore

/// A conversation while it goes on; its slot is used again. What its client holds lies beside it.
struct ConversationRecord: BitwiseCopyable {
  var generation: UInt32 = 0
  var isFree = true
  var traffic = 0
  /// From one.
  var number: UInt32 = 0
  /// The turn that comes next, from zero.
  var turn = 0
  /// How many calls steps made in it.
  var calls: UInt16 = 0
  /// How often the present turn was tried before.
  var tries: UInt8 = 0
  var key = KeyIndex(0)
  /// The session id's number plus one, or zero.
  var session: UInt32 = 0
  /// The deployment whose answer held the latest sealed items.
  var origin: DeploymentIndex?
  /// What `previous_response_id` names, and the boundary that stored it.
  var previousResponse = Marker.absent
  var previousBoundary: UInt16 = .max
  /// The container that its first answer made: what its id names, and the boundary that has it.
  var container = Marker.absent
  var containerBoundary: UInt16 = .max
  /// The origin that the present turn acts on, while it does.
  var actedOn: DeploymentIndex?
  /// How often the origin still answers the present turn with its fault.
  var originFaultsLeft: UInt16 = 0

  mutating func start(_ traffic: Int, number: UInt32, key: KeyIndex, session: UInt32) {
    generation &+= 1
    isFree = false
    self.traffic = traffic
    self.number = number
    turn = 0
    calls = 0
    tries = 0
    self.key = key
    self.session = session
    origin = nil
    previousResponse = .absent
    previousBoundary = .max
    container = .absent
    containerBoundary = .max
    actedOn = nil
    originFaultsLeft = 0
  }
}
