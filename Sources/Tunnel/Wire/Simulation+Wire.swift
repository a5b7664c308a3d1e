import Primitives
import RoutingCore
import SimulationKernel
import Upstreams
import WireFormats

extension Simulation {
  /// Runs a body on the wire edge, which is there in this mode alone.
  mutating func onWire<Value>(_ body: (inout WireEdge) -> Value) -> Value {
    guard var edge = wire else { preconditionFailure("the wire edge is asked for without --wire") }
    wire = nil
    let value = body(&edge)
    wire = edge
    return value
  }

  /// Writes the client's request as text and reads it as the gateway does.
  mutating func wireRequest(_ request: Int, _ slot: Int, _ turn: TurnSetup) -> [ItemFacts] {
    let conversation = conversations[slot]
    let shape = traffic.shapes[conversation.traffic]
    let model = setup.configuration.models[Int(turn.model.rawValue)].name
    let replays = turn.replays && shape.state == .replay
    return onWire { edge in
      edge.makeRoom(conversation: slot, request: request)
      var items = replays ? edge.histories[slot] : []
      if replays, let tampering = turn.tampering {
        edge.tamper(tampering, &items, conversation.traffic, conversation.number)
      }
      items.append(ResponsesRequest.userMessage(.string("Go on.")))
      let body = ResponsesRequest(
        model: model, input: .array(items), isStreaming: shape.client.streams, store: false,
        previousResponseID: shape.state == .previousResponse ? edge.previousIDs[slot] : nil)
      let read = WireEdge.passed(body.json)
      edge.inputs[request] = read["input"] ?? .null
      return (edge.inputs[request].array ?? []).map { edge.facts(of: $0) }
    }
  }

  /// The deployment that the client's `previous_response_id` names, read from its text.
  mutating func wirePreviousResponse(_ slot: Int) -> Marker {
    // A slot's earlier conversation is none of this one's business.
    guard conversations[slot].turn > 0 else { return .absent }
    return onWire { edge in
      guard slot < edge.previousIDs.count, let id = edge.previousIDs[slot],
        let deployment = MarkerCodec.decodeResponseID(id)?.deploymentID
      else { return .absent }
      return .naming(edge.names.intern(deployment))
    }
  }

  /// Applies the router's edits to the text and reads it as the upstream does.
  mutating func wireDispatch(
    _ slot: Int, _ edits: EditRange, _ deployment: DeploymentIndex
  ) -> [UpstreamItem] {
    let shape = traffic.shapes[Int(requests[slot].label.traffic)]
    guard shape.surface == .responses else {
      return wireOtherDispatch(slot, deployment, shape)
    }
    let edits = Array(effects.inputEdits[edits.indices])
    let model = modelTable[
      upstreamModels.isEmpty
        ? setup.modelOfDeployment[deployment.index] : upstreamModel(slot, deployment)]
    return onWire { edge in
      let input = InputJSON.apply(edits, to: edge.inputs[slot])
      let body = ResponsesRequest(model: model, input: input)
      edge.sent[slot] = WireEdge.passed(body.json)["input"] ?? .null
      return (edge.sent[slot].array ?? []).map { edge.upstreamItem($0) }
    }
  }

  /// Writes the answer as text, marks it as the router decided, and reads it as the client does.
  mutating func wireAnswer(_ slot: Int, _ edits: OutputEdit) {
    let request = requests[slot]
    let place = request.conversation
    let client = traffic.shapes[conversations[place].traffic].client
    let id = setup.configuration.texts[request.deployment.index].id
    let upstream = upstreams[request.upstream].setup
    let model = wireModel(request)
    let sealed = sealedItems(of: request.upstream, on: .responses)
    let body = onWire { edge in
      edge.answer(request, upstream, sealedItems: sealed, model: model)
    }
    let kept = Self.keptJSON(
      of: body, client: client, itemEdits: request.itemEdits, wholeEdits: request.wholeEdits,
      deployment: id)
    let owner = conversations[place].number
    let stream = conversations[place].traffic
    let items: [WorldItem] = onWire { edge in
      edge.histories[place].append(ResponsesRequest.userMessage(.string("Go on.")))
      edge.previousIDs[place] = kept.id
      return kept.items.map { item in
        edge.histories[place].append(item)
        edge.note(item, of: owner, in: stream)
        let read = edge.upstreamItem(item)
        return WorldItem(
          facts: edge.facts(of: item), seal: read.seal, number: read.number,
          madeBy: request.label)
      }
    }
    histories[place].append(contentsOf: items)
  }

  /// The previous response's id, once an answer to `previous_response_id` traffic is there.
  mutating func wireResponseID(_ slot: Int) {
    let request = requests[slot]
    let id = setup.configuration.texts[request.deployment.index].id
    let upstream = upstreams[request.upstream].setup
    let sealed = sealedItems(of: request.upstream, on: .responses)
    onWire { edge in
      let body = WireEdge.passed(
        edge.answer(request, upstream, sealedItems: sealed, model: "").json)
      let marked = ResponseJSON.marked(
        body, deploymentID: id, provider: "openai", marksItems: false)
      edge.previousIDs[request.conversation] = WireEdge.passed(marked)["id"]?.string
    }
  }

  /// The items that a client of this kind keeps of an answer, and the response's id.
  private static func keptJSON(
    of body: ResponseBody, client: ClientProfile, itemEdits: OutputEdit, wholeEdits: OutputEdit,
    deployment: String
  ) -> (items: [JSONValue], id: String?) {
    var items: [JSONValue] = []
    var id: String?
    func mark(_ response: JSONValue) -> JSONValue {
      WireEdge.passed(
        ResponseJSON.marked(
          response, deploymentID: deployment, provider: "openai",
          marksItems: !wholeEdits.isEmpty))
    }
    guard client.streams else {
      let marked = mark(WireEdge.passed(body.json))
      return ((marked["output"]?.array ?? []).map { kept($0, client) }, marked["id"]?.string)
    }
    let wanted: String
    switch client.keeps {
    case .completed: wanted = "response.completed"
    case .itemDone: wanted = "response.output_item.done"
    case .itemAdded: wanted = "response.output_item.added"
    }
    for event in ResponseStream.events(of: body, deltaBytesMax: WireItem.deltaBytes) {
      var read = WireEdge.passed(event.serverSentEvent).object ?? JSONObject()
      if let response = read["response"] { read.set("response", to: mark(response)) }
      if let item = read["item"] {
        read.set("item", to: ItemJSON.apply(itemEdits, deploymentID: deployment, to: item))
      }
      let arrived = WireEdge.passed(
        ServerSentEvent(name: event.type, data: JSONValue.object(read).serialized()))
      guard arrived["type"]?.string == wanted else { continue }
      if let response = arrived["response"] {
        id = response["id"]?.string
        items += (response["output"]?.array ?? []).map { kept($0, client) }
      } else if let item = arrived["item"] {
        items.append(kept(item, client))
      }
    }
    return (items, id)
  }

  static func kept(_ item: JSONValue, _ client: ClientProfile) -> JSONValue {
    guard var object = item.object else { return item }
    if !client.keepsIDs { object.remove("id") }
    if !client.keepsBlobs { object.remove("encrypted_content") }
    return .object(object)
  }
}

extension WireEdge {
  /// The answer of an upstream to a request.
  func answer(
    _ request: RequestRecord, _ upstream: UpstreamSetup, sealedItems: UInt32, model: String
  ) -> ResponseBody {
    var output: [ResponseItem] = []
    for ordinal in 0..<sealedItems {
      let number = request.firstItem + ordinal
      let content = registry.authorities[Int(upstream.boundary)].mint(number: number)
      output.append(WireItem.reasoning(number, sealed: content))
    }
    output.append(WireItem.message(request.firstItem + sealedItems))
    return ResponseBody(
      id: "resp_" + WireItem.digits(request.firstItem), createdAt: 0, model: model, output: output,
      usage: ResponseUsage(inputTokens: 1, outputTokens: Int(upstream.time.tokens)))
  }

  /// Remembers the latest blob of a stream's client, for exchanges.
  mutating func note(_ item: JSONValue, of owner: UInt32, in traffic: Int) {
    guard let content = item["encrypted_content"]?.string, !content.isEmpty else { return }
    noteBlob(content, of: owner, in: traffic)
  }

  /// Remembers the latest blob of a stream's clients, and that of another conversation before it.
  mutating func noteBlob(_ content: String, of owner: UInt32, in traffic: Int) {
    if let latest = latestBlobs[traffic], latest.owner != owner { previousBlobs[traffic] = latest }
    latestBlobs[traffic] = (owner, content)
  }

  /// Does to the texts what the scenario asks for.
  func tamper(
    _ how: Tampering, _ items: inout [JSONValue], _ traffic: Int, _ owner: UInt32
  ) {
    let donor = donor(notOf: owner, in: traffic)
    for place in items.indices {
      guard var object = items[place].object,
        let content = object["encrypted_content"]?.string, !content.isEmpty
      else { continue }
      let inner = MarkerCodec.unwrapContent(content)
      let wrapper = inner.map { content.dropLast($0.content.count) } ?? ""
      let blob = inner?.content ?? content
      switch how {
      case .corrupt:
        object.set("encrypted_content", to: .string(wrapper + Self.corrupted(blob)))
      case .forge:
        object.set("encrypted_content", to: .string(wrapper + Self.forged(blob)))
      case .swap:
        guard let donor else { continue }
        let other = MarkerCodec.unwrapContent(donor)?.content ?? donor
        object.set("encrypted_content", to: .string(wrapper + other))
      case .drop: object.remove("encrypted_content")
      case .standIn:
        object.set("encrypted_content", to: .string(wrapper + Self.standIn))
      }
      items[place] = .object(object)
    }
  }

  /// The latest blob that another conversation's client was given.
  func donor(notOf owner: UInt32, in traffic: Int) -> String? {
    if let latest = latestBlobs[traffic], latest.owner != owner { return latest.text }
    return previousBlobs[traffic]?.text
  }

  /// What Google documents for history made elsewhere.
  static let standIn = "skip_thought_signature_validator"

  static func forged(_ blob: String) -> String {
    "gAAA" + String(blob.dropFirst(4).reversed())
  }

  /// One byte in the middle changed.
  static func corrupted(_ blob: String) -> String {
    var bytes = Array(blob.utf8)
    let middle = bytes.count / 2
    bytes[middle] = bytes[middle] == 0x41 ? 0x42 : 0x41
    return String(decoding: bytes, as: UTF8.self)
  }
}
