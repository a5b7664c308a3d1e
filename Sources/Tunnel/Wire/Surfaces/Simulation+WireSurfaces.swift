import Primitives
import RoutingCore
import Upstreams
import WireFormats

extension Simulation {
  /// Writes the client's request on a surface other than Responses as text and reads it as the
  /// gateway does.
  mutating func wireOtherRequest(_ request: Int, _ slot: Int, _ turn: TurnSetup) {
    let conversation = conversations[slot]
    let shape = traffic.shapes[conversation.traffic]
    let model = setup.configuration.models[Int(turn.model.rawValue)].name
    let text = SurfaceText(surface: shape.surface)
    onWire { edge in
      edge.makeRoom(conversation: slot, request: request)
      var messages = turn.replays ? edge.histories[slot] : []
      if let tampering = turn.tampering {
        messages = edge.tamper(
          tampering, messages, shape.surface, conversation.traffic, conversation.number)
      }
      messages.append(text.ownMessage(after: messages))
      let body = text.request(
        messages, model: model, streams: shape.client.streams, tools: shape.callsTools)
      edge.inputs[request] = .array(Self.read(body, text))
    }
  }

  /// Sends the request on with the upstream's own name of the model, and reads it as the upstream
  /// does.
  mutating func wireOtherDispatch(
    _ slot: Int, _ deployment: DeploymentIndex, _ shape: TrafficShape
  ) -> [UpstreamItem] {
    let model = modelTable[
      upstreamModels.isEmpty
        ? setup.modelOfDeployment[deployment.index] : upstreamModel(slot, deployment)]
    let text = SurfaceText(surface: shape.surface)
    return onWire { edge in
      let body = text.request(
        edge.inputs[slot].array ?? [], model: model, streams: shape.client.streams,
        tools: shape.callsTools)
      let messages = Self.read(body, text)
      edge.sent[slot] = .array(messages)
      guard shape.surface != .embeddings else {
        return [UpstreamItem(number: 0, seal: .none, hasID: false, isMarked: false)]
      }
      return text.items(of: messages).map { edge.upstreamItem($0, shape.surface) }
    }
  }

  /// Writes the answer as text and reads it as the client does, which keeps it.
  mutating func wireOtherAnswer(_ slot: Int, _ shape: TrafficShape) {
    let request = requests[slot]
    let upstream = upstreams[request.upstream].setup
    let sealed = sealedItems(of: request.upstream, on: shape.surface)
    let model = wireModel(request)
    let place = request.conversation
    let owner = conversations[place].number
    let stream = conversations[place].traffic
    let text = SurfaceText(surface: shape.surface)
    onWire { edge in
      let authority = edge.registry.authorities[Int(upstream.boundary)]
      let answer = SurfaceAnswer(
        request: request, upstream: upstream, shape: shape, sealedItems: sealed, model: model,
        mint: { authority.mint(number: $0) })
      guard let kept = answer.kept else { return }
      let own = text.ownMessage(after: edge.histories[place])
      edge.histories[place] += [own, kept]
      for item in text.items(of: [kept]) {
        guard let content = SealField.content(of: item, shape.surface) else { continue }
        edge.noteBlob(content, of: owner, in: stream)
      }
    }
  }

  /// What an attempt's upstream calls the model that it was asked for.
  func wireModel(_ request: RequestRecord) -> String {
    modelTable[
      upstreamModels.isEmpty
        ? setup.modelOfDeployment[request.deployment.index] : request.model]
  }

  private static func read(_ body: JSONValue, _ text: SurfaceText) -> [JSONValue] {
    guard let messages = text.messages(of: WireEdge.passed(body)) else {
      preconditionFailure("a request of a client's own cannot be read back")
    }
    return messages
  }
}
