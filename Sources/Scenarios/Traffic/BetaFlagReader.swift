import Primitives
import RoutingCore

/// Reads lists of beta flags: of requests, of entries, and of upstreams.
struct BetaFlagReader {
  let reader: NodeReader
  static let flagsMax = 64

  /// A bit for each flag.
  func read(_ node: YAMLNode, _ what: String, _ gateway: inout GatewayImport) -> UInt64 {
    var flags: UInt64 = 0
    for item in reader.sequence(node, what) ?? [] {
      guard let name = reader.text(item, "a beta flag") else { continue }
      let number = gateway.configuration.betaFlags.intern(name)
      guard number < Self.flagsMax else {
        reader.report(
          "too-many-kinds", item.place, "there are more than \(Self.flagsMax) beta flags")
        return flags
      }
      flags |= 1 << UInt64(number)
    }
    return flags
  }
}
