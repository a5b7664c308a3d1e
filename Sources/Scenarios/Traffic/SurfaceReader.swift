import Primitives
import RoutingCore
import Tunnel
import Upstreams

/// Reads which API a stream's clients speak, and the traits that only some of them have.
struct SurfaceReader {
  let reader: NodeReader
  static let accepted = ["surface", "tools", "thinking", "signature_delta"]

  /// By key: the surfaces on which it means something.
  private static let places: [(key: String, surfaces: [Surface])] = [
    ("tools", [.chat, .messages, .gemini]), ("thinking", [.messages]),
    ("signature_delta", [.messages]),
    ("state", [.responses]), ("keep", [.responses]), ("ids", [.responses]),
    ("blobs", [.responses, .messages, .gemini]),
    ("stream", [.responses, .chat, .messages, .gemini]),
  ]

  func read(_ members: [YAMLMember], into setup: inout TrafficSetup) {
    if let surface = reader.choice(members["surface"], "surface", Surface.self) {
      setup.surface = surface
    }
    for (key, surfaces) in Self.places where !surfaces.contains(setup.surface) {
      guard let place = members.last(where: { $0.key == key })?.keyPlace else { continue }
      reader.report(
        "other-surface", place, "'\(key)' means nothing on the surface \(setup.surface.rawValue)",
        hint: "leave it out; it is for: " + surfaces.map(\.rawValue).joined(separator: ", "))
    }
    if setup.surface == .embeddings { setup.client.streams = false }
    setup.callsTools = reader.bool(members["tools"], "tools") ?? false
    if let keeps = keepOrDrop(members["thinking"], "thinking") {
      setup.client.keepsThinking = keeps
    }
    if let keeps = keepOrDrop(members["signature_delta"], "signature_delta") {
      setup.client.readsSignatures = keeps
    }
  }

  private enum KeepOrDrop: String, CaseIterable {
    case keep, drop
  }

  private func keepOrDrop(_ node: YAMLNode?, _ what: String) -> Bool? {
    reader.choice(node, what, KeepOrDrop.self).map { $0 == .keep }
  }

  /// Tells of calls that the gateway bridges to another API: they bring nothing sealed back.
  func note(_ stream: TrafficSetup, _ place: SourcePlace, _ setup: TunnelSetup) {
    guard stream.surface != .chat, let turn = stream.turns.first,
      let model = setup.configuration.models[safe: Int(turn.model.rawValue)],
      let group = setup.configuration.groups.first(where: {
        $0.name.utf8.elementsEqual(model.name.utf8)
      })
    else { return }
    for member in group.members {
      let upstream = setup.upstreams[setup.upstreamOfDeployment[member.index]]
      guard !upstream.provider.surfaces.contains(stream.surface) else { continue }
      reader.report(
        "bridged-surface", place,
        "\(setup.configuration.texts[member.index].label) is of \(upstream.provider.rawValue): "
          + "on the surface \(stream.surface.rawValue) nothing sealed comes back from it",
        severity: .note)
    }
  }
}

extension Array {
  fileprivate subscript(safe place: Int) -> Element? {
    indices.contains(place) ? self[place] : nil
  }
}
