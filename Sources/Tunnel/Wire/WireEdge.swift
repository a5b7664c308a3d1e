import Primitives
import RoutingCore
import Upstreams
import WireFormats

/// Takes every message of a run through its text and back: client to gateway, gateway to upstream,
/// and the answers the same way home.
///
/// What the router and the upstreams decide on is read from the texts; the decisions must be those
/// of the ordinary mode.
struct WireEdge: Sendable {
  /// Deployment ids, and every other text that a marker names.
  var names: NameTable
  let registry: SealRegistry
  /// By conversation slot: the items that its client holds, and the previous response's id.
  var histories: [[JSONValue]] = []
  var previousIDs: [String?] = []
  /// By request slot: the input as the gateway read it, and what went upstream.
  var inputs: [JSONValue] = []
  var sent: [JSONValue] = []
  /// What the conversation of the last tampering exchanged: the blob of another one.
  var latestBlobs: [Int: (owner: UInt32, text: String)] = [:]
  var previousBlobs: [Int: (owner: UInt32, text: String)] = [:]

  init(_ setup: TunnelSetup) {
    names = setup.configuration.names
    registry = SealRegistry(
      authorities: setup.boundaries.enumerated().map { place, name in
        SealAuthority(boundary: UInt16(place), name: name, seed: setup.seed)
      })
  }

  /// The value once it has been a text: what is not in the text is gone.
  static func passed(_ value: JSONValue) -> JSONValue {
    do {
      return try JSONValue.parse(value.serialized())
    } catch {
      preconditionFailure("a message of the gateway's own is not JSON: \(error.message)")
    }
  }

  /// A stream event once it has been a text.
  static func passed(_ event: ServerSentEvent) -> JSONValue {
    var parser = ServerSentEventParser()
    do {
      let events = try parser.feed(event.encoded())
      precondition(events.count == 1, "one event became \(events.count) on the wire")
      return try JSONValue.parse(Array(events[0].data))
    } catch {
      preconditionFailure("a stream event of the gateway's own cannot be read back")
    }
  }

  mutating func facts(of item: JSONValue) -> ItemFacts {
    ItemJSON.facts(of: item) { names.intern($0) }
  }

  /// What an upstream, or the world, reads in an item.
  func upstreamItem(_ item: JSONValue) -> UpstreamItem {
    let id = item["id"]?.string
    let content = item["encrypted_content"]?.string
    let isReasoning = ["reasoning", "compaction"].contains(item["type"]?.string)
    let decodedID = id.flatMap { MarkerCodec.decodeItemID($0) }
    let unwrapped = content.flatMap { MarkerCodec.unwrapContent($0) }
    var seal = Seal.none
    if let content, !content.isEmpty {
      seal = registry.truth(of: unwrapped?.content ?? content)
    } else if isReasoning, id != nil {
      seal = Seal(boundary: .max, state: .missing, number: 0)
    }
    return UpstreamItem(
      number: WireItem.number(of: item, id: decodedID?.itemID ?? id), seal: seal, hasID: id != nil,
      isMarked: decodedID != nil || unwrapped != nil)
  }

  /// Forgets the texts of a conversation whose slot another one takes: its own first request may
  /// never come this far.
  mutating func forget(conversation: Int) {
    guard conversation < histories.count else { return }
    histories[conversation] = []
    previousIDs[conversation] = nil
  }

  mutating func makeRoom(conversation: Int, request: Int) {
    while histories.count <= conversation {
      histories.append([])
      previousIDs.append(nil)
    }
    while inputs.count <= request {
      inputs.append(.null)
      sent.append(.null)
    }
  }
}

/// The texts of the items that the fakes make: an item's number stands in its id and in what a
/// person can read.
enum WireItem {
  static func digits(_ number: UInt32) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  static func reasoning(_ number: UInt32, sealed content: String) -> ResponseItem {
    .reasoning(
      ResponseItem.Reasoning(
        id: "rs_" + digits(number), summary: ["Thought \(digits(number))"], sealedContent: content))
  }

  static func message(_ number: UInt32) -> ResponseItem {
    .message(
      ResponseItem.Message(
        id: "msg_" + digits(number), text: answer(number)))
  }

  /// How long a piece of a message's text is, so that there are as many as the plan says.
  static let deltaBytes = AnswerPlan.deltaBytes

  /// The number that an item shows; zero if it shows none.
  static func number(of item: JSONValue, id: String?) -> UInt32 {
    if let id, let number = trailing(id.drop { $0 != "_" }.dropFirst()) { return number }
    let texts = [item["summary"], item["content"]].compactMap { $0?.array }.joined()
    for block in texts {
      guard let text = block["text"]?.string, let space = text.firstIndex(of: " ") else { continue }
      if let number = trailing(text[text.index(after: space)...].prefix(8)) { return number }
    }
    return 0
  }

  private static func trailing(_ text: Substring) -> UInt32? { UInt32(text) }
}
