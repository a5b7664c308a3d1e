public import RoutingCore

extension ScenarioLoader {
  /// What a scenario does to a gateway with somebody's own configuration, under one preset: the
  /// traffic, steps, timeline, upstreams and keys of the file. Its variants and expectations, and
  /// what it sets of the configuration itself, play no part.
  public func load(
    file: String, id: String, around configuration: ConfigurationFile, preset: Preset
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let scenario = scenario(file: file, id: id, problems: problems) { root in
      Self.exchanged(root, configuration.root, preset)
    }
    return (problems.hasErrors ? nil : scenario, problems.sorted)
  }

  /// The members that play no part.
  private static let replaced = ["config", "router_settings", "expect", "variants"]

  private static func exchanged(
    _ root: YAMLNode, _ configuration: YAMLNode, _ preset: Preset
  ) -> YAMLNode {
    guard var members = root.members else { return root }
    members.removeAll { replaced.contains($0.key) }
    for place in members.indices where members[place].key == "steps" {
      members[place].value = withoutClaims(members[place].value)
    }
    let column = YAMLMember(
      key: preset.rawValue, keyPlace: root.place,
      value: YAMLNode(content: .scalar(preset.rawValue, isQuoted: false), place: root.place))
    members += [
      YAMLMember(key: "config", keyPlace: root.place, value: configuration),
      YAMLMember(
        key: "variants", keyPlace: root.place,
        value: YAMLNode(content: .mapping([column]), place: root.place)),
    ]
    return YAMLNode(content: .mapping(members), place: root.place)
  }

  /// Steps without what they expect of whom.
  private static func withoutClaims(_ steps: YAMLNode) -> YAMLNode {
    guard case .sequence(var items) = steps.content else { return steps }
    for place in items.indices {
      guard var members = items[place].members else { continue }
      members.removeAll { ["expect", "breaks"].contains($0.key) }
      items[place].content = .mapping(members)
    }
    return YAMLNode(content: .sequence(items), place: steps.place)
  }
}
