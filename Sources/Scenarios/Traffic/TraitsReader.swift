import Primitives
import RoutingCore

/// Reads what requests bring along besides their name: in LiteLLM's words, from a stream of
/// traffic, one of its turns, a call, or a recorded request.
struct TraitsReader {
  let reader: NodeReader
  static let fields = [
    "tags", "enable_tag_filtering", "allowed_model_region", "input_tokens", "output_tokens",
    "routing_strategy",
    "complexity",
  ]
  /// More tokens than any model takes.
  static let tokensMax = 1_000_000_000

  /// The place of the traits in the configuration; what the members do not say is as before.
  func read(
    _ members: [YAMLMember], over place: UInt16 = 0, into gateway: inout GatewayImport
  ) -> UInt16 {
    guard members.contains(where: { Self.fields.contains($0.key) }) else { return place }
    var traits = gateway.configuration.traits[Int(place)]
    if let node = members["tags"], !node.isNull {
      let tags = reader.sequence(node, "tags")?.compactMap { reader.text($0, "a tag") } ?? []
      traits.tags = gateway.configuration.tags.request(tags)
    }
    if let filters = optional(members["enable_tag_filtering"])
      .flatMap({ reader.bool($0, "enable_tag_filtering") })
    {
      traits.filtersTags = filters
    }
    if let region = optional(members["allowed_model_region"])
      .flatMap({ reader.text($0, "allowed_model_region") })
    {
      traits.region = gateway.regions.intern(region)
    }
    if let count = tokens(members["input_tokens"], "input_tokens") { traits.inputTokens = count }
    if let count = tokens(members["output_tokens"], "output_tokens") {
      traits.outputTokens = count
    }
    if let strategy = StrategyReader(reader: reader).strategy(members["routing_strategy"]) {
      traits.strategy = strategy
    }
    if let complexity = reader.choice(
      optional(members["complexity"]), "complexity", RequestComplexity.self)
    {
      traits.complexity = complexity
    }
    return number(of: traits, at: members[0].keyPlace, in: &gateway)
  }

  private func tokens(_ node: YAMLNode?, _ what: String) -> UInt32? {
    optional(node).flatMap { reader.integer($0, what, 0...Self.tokensMax) }.map(UInt32.init)
  }

  private func optional(_ node: YAMLNode?) -> YAMLNode? {
    guard let node, !node.isNull else { return nil }
    return node
  }

  private func number(
    of traits: RequestTraits, at place: SourcePlace, in gateway: inout GatewayImport
  ) -> UInt16 {
    if let known = gateway.configuration.traits.firstIndex(of: traits) { return UInt16(known) }
    guard gateway.configuration.traits.count < Int(UInt16.max) else {
      reader.report(
        "too-many-kinds", place, "there are more than \(UInt16.max) kinds of requests")
      return 0
    }
    gateway.configuration.traits.append(traits)
    return UInt16(gateway.configuration.traits.count - 1)
  }
}
