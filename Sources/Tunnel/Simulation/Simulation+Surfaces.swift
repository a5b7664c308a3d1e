import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// How many sealed items an upstream's answer holds on a surface.
  ///
  /// A call that the gateway bridges to another API brings none back; a Gemini answer carries one
  /// signature, on its first part.
  func sealedItems(of upstream: Int, on surface: Surface) -> UInt32 {
    guard surface.carriesSeals, upstreams[upstream].setup.provider.surfaces.contains(surface)
    else { return 0 }
    let count = sealedItemsOfUpstream[upstream]
    return surface == .gemini ? min(1, count) : count
  }

  /// The order of events in which the request's answer is streamed.
  func plan(_ slot: Int) -> AnswerPlan {
    let shape = traffic.shapes[Int(requests[slot].label.traffic)]
    let upstream = requests[slot].upstream
    return AnswerPlan(
      surface: shape.surface, sealedItems: sealedItems(of: upstream, on: shape.surface),
      callsTools: shape.callsTools, upstreams[upstream].setup)
  }

  /// The client keeps what an answer on a surface other than Responses leaves it with.
  mutating func takeAnswer(_ slot: Int, onOther shape: TrafficShape) {
    guard shape.surface != .embeddings else { return }
    let request = requests[slot]
    let place = request.conversation
    let sealed = sealedItems(of: request.upstream, on: shape.surface)
    guard histories[place].count + Int(sealed) + 2 <= setup.limits.itemsMax else {
      result.limit = .items(setup.limits.itemsMax)
      return
    }
    if wire != nil { wireOtherAnswer(slot, shape) }
    histories[place].append(.userMessage)
    switch shape.surface {
    case .messages: keepThinking(request, sealed, shape)
    case .gemini: keepPart(request, sealed, shape)
    case .chat, .responses, .embeddings:
      histories[place].append(Self.message(request.firstItem, request.label))
    }
    if sealed > 0 {
      conversations[place].origin = request.deployment
      noteSeal(place)
    }
  }

  private mutating func keepThinking(
    _ request: RequestRecord, _ sealed: UInt32, _ shape: TrafficShape
  ) {
    let place = request.conversation
    let upstream = upstreams[request.upstream].setup
    if shape.client.keepsThinking {
      for ordinal in 0..<sealed {
        var item = WorldItem.thinking(
          request.firstItem + ordinal, request.label, upstream.boundary,
          isRedacted: upstream.redactsThinking)
        // Redacted data comes with the block's start and cannot be missed.
        let isLost =
          shape.client.streams && !shape.client.readsSignatures && !upstream.redactsThinking
        if !shape.client.keepsBlobs || isLost { item.loseSeal() }
        histories[place].append(item)
      }
    }
    histories[place].append(
      .output(request.firstItem + sealed, request.label, isCall: shape.callsTools))
  }

  private mutating func keepPart(
    _ request: RequestRecord, _ sealed: UInt32, _ shape: TrafficShape
  ) {
    var part = WorldItem.output(request.firstItem, request.label, isCall: shape.callsTools)
    if sealed > 0, shape.client.keepsBlobs {
      part.seal = Seal(
        boundary: boundaryOfUpstream[request.upstream], state: .intact, number: request.firstItem)
    } else {
      part.loseSeal()
    }
    histories[request.conversation].append(part)
  }
}

extension WorldItem {
  /// A thinking block; of a redacted one nothing can be read.
  static func thinking(
    _ number: UInt32, _ request: RequestLabel, _ boundary: UInt16, isRedacted: Bool
  ) -> WorldItem {
    WorldItem(
      facts: ItemFacts(kind: .reasoning, hasReadableText: !isRedacted),
      seal: Seal(boundary: boundary, state: .intact, number: number), number: number,
      madeBy: request)
  }

  /// What an answer says, or the call that it makes instead.
  static func output(_ number: UInt32, _ request: RequestLabel, isCall: Bool) -> WorldItem {
    WorldItem(
      facts: ItemFacts(kind: isCall ? .functionCall : .message, hasReadableText: true),
      seal: .none, number: number, madeBy: request)
  }
}

extension RefusalReason {
  /// The class that LiteLLM reads in the body's text where the status does not tell; nil elsewhere.
  var errorKind: ErrorKind? {
    switch self {
    case .contextLength: .contextWindow
    case .contentPolicy: .contentPolicy
    default: nil
    }
  }
}
