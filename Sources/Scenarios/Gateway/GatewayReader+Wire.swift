import Primitives
import RoutingCore

extension GatewayReader {
  /// What only some requests ask for: timeouts, and what the upstream takes.
  func readWire(
    _ params: YAMLNode, _ info: YAMLNode?, _ text: inout DeploymentText,
    _ gateway: inout GatewayImport
  ) {
    let flags = "supported_beta_flags"
    if let node = optional(info?.value(flags)) {
      text.beta = BetaFlagReader(reader: reader).read(node, flags, &gateway)
    }
    text.timeout = timeout(params, "timeout")
    text.streamTimeout = timeout(params, "stream_timeout")
    text.takesPrefill =
      optional(info?.value("supports_assistant_prefill"))
      .flatMap { reader.bool($0, "supports_assistant_prefill") } ?? false
  }

  private func timeout(_ params: YAMLNode, _ key: String) -> SimDuration? {
    seconds(set(params.value(key), key), key).flatMap { $0 > .zero ? $0 : nil }
  }
}
