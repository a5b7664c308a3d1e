package import RoutingCore
package import Upstreams

/// An item as a client holds it: what the router may know of it, and the truth.
package struct WorldItem: Equatable, Sendable, BitwiseCopyable {
  /// Kind and markers.
  package var facts: ItemFacts
  /// The seal of its content.
  package var seal: Seal
  /// The number that its id and its readable text carry; zero for what the client wrote itself.
  package var number: UInt32
  /// The request whose answer it was part of.
  package var madeBy: RequestLabel

  /// What the client writes itself.
  static let userMessage = WorldItem(
    facts: ItemFacts(kind: .message, hasReadableText: true), seal: .none, number: 0,
    madeBy: RequestLabel(traffic: 0, conversation: 0, turn: 0, tries: 0))

  /// The item as the upstream sees it after an edit, or nil if it is left out.
  func edited(_ edit: InputEdit) -> UpstreamItem? {
    switch edit {
    case .remove: nil
    case .stripSeal:
      UpstreamItem(number: visibleNumber, seal: .none, hasID: false, isMarked: false)
    case .keep:
      UpstreamItem(
        number: visibleNumber, seal: seal, hasID: facts.hasID,
        isMarked: facts.idMarker != .absent || facts.contentMarker != .absent,
        isCall: facts.kind == .functionCall)
    case .restore:
      UpstreamItem(
        number: visibleNumber, seal: seal, hasID: facts.hasID, isMarked: false,
        isCall: facts.kind == .functionCall)
    }
  }

  /// The number as far as the item shows it: by its id or by its readable text.
  private var visibleNumber: UInt32 { facts.hasID || facts.hasReadableText ? number : 0 }

  /// The item after the gateway marked it for a deployment.
  func marked(_ edits: OutputEdit, for deployment: Deployment) -> WorldItem {
    guard facts.hasSealedText else { return self }
    var item = self
    if edits.contains(.wrapContent) { item.facts.contentMarker = deployment.contentMarker }
    if edits.contains(.encodeID), facts.hasID { item.facts.idMarker = deployment.idMarker }
    return item
  }

  /// The item as a client of this kind keeps it.
  func kept(by client: ClientProfile) -> WorldItem {
    var item = self
    // An item is announced before it has a summary.
    if client.streams, client.keeps == .itemAdded { item.facts.hasReadableText = false }
    if !client.keepsIDs {
      item.facts.hasID = false
      item.facts.idMarker = .absent
    }
    if !client.keepsBlobs, facts.hasSealedKey {
      item.facts.hasSealedKey = false
      item.facts.hasSealedText = false
      item.facts.hasSealedValue = false
      item.facts.contentMarker = .absent
      item.seal.state = .missing
    }
    return item
  }

  /// Leaves the seal out: a text part without one is a plain text.
  mutating func loseSeal() { seal.state = facts.kind == .message ? .none : .missing }
}
