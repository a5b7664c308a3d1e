import Primitives

/// What an attempt carries besides input and model.
@frozen
public struct SentParameters: Sendable, BitwiseCopyable, Equatable {
  /// Its beta flags, a bit for each name of the configuration.
  public var beta: UInt64 = 0
  /// Whether it has a parameter that is null.
  public var hasNulls = false
  /// Whether the id of its container is still what the gateway made of it.
  public var wrapsContainer = false

  /// Nothing besides.
  public init() {}
}

extension Router {
  /// What becomes of a container's id: whether it pins, and whether it goes as it came.
  private var containerFate: (pins: Bool, isWrapped: Bool) {
    switch rules.containerIDs {
    case .sentRaw: (false, false)
    case .sentWrapped: (false, true)
    case .pinned: (true, false)
    }
  }

  /// A container pins as a previous response does.
  mutating func pinContainer(_ place: Int) {
    slots[place].flags.insert(.parametered)
    guard containerFate.pins, slots[place].arrival.previousResponse == .absent else { return }
    slots[place].arrival.previousResponse = slots[place].arrival.container
  }

  /// What an attempt on a deployment carries of what the request brought along.
  func parameters(_ place: Int, to deployment: DeploymentIndex) -> SentParameters {
    let traits = traits(of: place)
    var sent = SentParameters()
    sent.beta = traits.beta
    sent.hasNulls = traits.hasNulls
    sent.wrapsContainer = slots[place].arrival.container != .absent && containerFate.isWrapped
    switch rules.parameters {
    case .asSent: break
    case .withNulls: sent.hasNulls = sent.hasNulls || traits.isEmbeddings
    case .perTarget:
      sent.beta &= configuration.texts[deployment.index].beta
      sent.hasNulls = false
    }
    return sent
  }
}
