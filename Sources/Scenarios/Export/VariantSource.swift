/// The parts of its file that a variant was compiled from, for whoever writes it in another form.
public struct VariantSource: Sendable {
  /// By deployment: its entry of `model_list`.
  var entries: [YAMLNode] = []
  /// `router_settings` and `litellm_settings`, with what the variant changes.
  var settings: YAMLNode?
  var litellm: YAMLNode?
  /// The other parts, with what the variant changes.
  var parts: [YAMLMember] = []
  /// Where the variant stands.
  var place: SourcePlace?

  /// Where a part stands, or a key in it; where neither does, the variant.
  func place(_ part: String, _ key: String? = nil) -> SourcePlace {
    let node = parts[part]
    let keyPlace = key.flatMap { key in node?.members?.last { $0.key == key }?.keyPlace }
    return keyPlace ?? parts.last { $0.key == part }?.keyPlace
      ?? place ?? SourcePlace(file: "", line: 0, column: 0)
  }
}

extension VariantReader {
  /// The parts that a variant was compiled from.
  func source(_ gateway: GatewayImport, _ member: YAMLMember) -> VariantSource {
    var source = VariantSource()
    source.entries = gateway.entries
    source.settings = gateway.settings
    source.litellm = gateway.litellmSettings
    source.place = member.keyPlace
    let members = member.value.members ?? []
    let keys = Self.changeable + ["steps", "expect", "rules"]
    source.parts = keys.compactMap { key in
      merged(key, members).map { node in
        let written = members.last { $0.key == key } ?? root.members?.last { $0.key == key }
        return YAMLMember(key: key, keyPlace: written?.keyPlace ?? node.place, value: node)
      }
    }
    return source
  }
}
