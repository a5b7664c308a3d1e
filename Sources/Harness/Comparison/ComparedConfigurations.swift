public import RoutingCore
public import Scenarios

/// Two LiteLLM configurations, or one under two presets, and what is sent through both.
public struct ComparedConfigurations: Sendable {
  /// A configuration and the release whose rules it runs under.
  public struct Side: Sendable {
    /// The configuration.
    public var file: ConfigurationFile
    /// The preset; never a default.
    public var preset: Preset

    /// Makes a side.
    public init(_ file: ConfigurationFile, _ preset: Preset) {
      self.file = file
      self.preset = preset
    }
  }

  /// The side that changes are counted from.
  public var from: Side
  /// The side that changes are counted to.
  public var to: Side
  /// What every group is asked, as a scenario writes its `traffic`, on one line and without a
  /// model; nil fits it to the group.
  public var traffic: String?

  /// What diagnostics of `traffic` call its file.
  public static let trafficFile = "--traffic"

  /// The pairs, and the problems of what could not be read.
  public typealias Pairs = (pairs: [ComparedPair], diagnostics: [Diagnostic])

  /// Makes a comparison of two sides.
  public init(_ from: Side, _ to: Side) {
    self.from = from
    self.to = to
  }

  /// A pair for each group of either side; a name of one side alone is called once on both.
  public func synthesized() -> Pairs {
    let sides = [from, to].map { side in
      side.file.gateway.groups.indices.filter { $0 < side.file.ownGroups }
        .map { AuditedGroup($0, side.file) }
    }
    var names: [String] = []
    for group in sides.joined() where !names.contains(where: { Self.isSame($0, group.name) }) {
      names.append(group.name)
    }
    var result: Pairs = ([], [])
    for name in names {
      let groups = sides.joined().filter { Self.isSame($0.name, name) }
      let fitted =
        groups.contains { $0.unsealed == nil }
        ? "{client: codex, conversations: 100, turns: 2}" : "{conversations: 100}"
      add(name, groups.count == 2 ? traffic ?? fitted : nil, to: &result)
      // The same traffic is as wrong for every group.
      if traffic != nil, !result.diagnostics.isEmpty { break }
    }
    return result
  }

  /// The pair of a scenario whose traffic, world and happenings both sides meet.
  public func around(
    scenario: String, id: String,
    read: @escaping @Sendable (String) -> Result<[UInt8], ScenarioLoader.FileProblem>
  ) -> Pairs {
    pair(id) { side in
      ScenarioLoader(read: read).load(
        file: scenario, id: id, around: side.file, preset: side.preset)
    }
  }

  // MARK: One pair

  private func add(_ name: String, _ traffic: String?, to result: inout Pairs) {
    let (pairs, diagnostics) = pair(name) { side in
      let text = Self.text(name, side, traffic)
      let loader = ScenarioLoader(configuration: side.file) { path in
        path == Self.trafficFile
          ? .success(Array(text.utf8)) : .failure(.init(reason: "it is not read"))
      }
      return loader.load(file: Self.trafficFile, id: name)
    }
    result.pairs += pairs
    result.diagnostics += diagnostics
  }

  private func pair(
    _ title: String,
    load: @escaping @Sendable (Side) -> (scenario: Scenario?, diagnostics: [Diagnostic])
  ) -> Pairs {
    var variants: [Variant] = []
    var problems: [Diagnostic] = []
    for (side, name) in zip([from, to], sideNames) {
      let (scenario, diagnostics) = load(side)
      for problem in diagnostics
      where problem.severity == .error && !problems.contains(problem) {
        problems.append(problem)
      }
      guard var variant = scenario?.variants.first else { continue }
      variant.name = name
      variant.changes = ""
      variants.append(variant)
    }
    guard variants.count == 2 else { return ([], problems) }
    let isOne = from.file.path == to.file.path
    var pair = ComparedPair(
      title: title, settings: isOne ? [from.file.path] : [], from: variants[0], to: variants[1])
    if !isOne {
      pair.trials = SettingTrials(from: from.file, to: to.file) { [from, to] file, isSecond in
        load(Side(file, isSecond ? to.preset : from.preset)).scenario?.variants.first?.setup
      }
    }
    return ([pair], problems)
  }

  /// What tells the sides apart.
  private var sideNames: [String] {
    from.preset == to.preset
      ? [from.file.path, to.file.path] : [from.preset.rawValue, to.preset.rawValue]
  }

  /// A scenario that asks for one group; its first line is what the user wrote. Without traffic it
  /// is one call, since traffic cannot name what a gateway does not have.
  private static func text(_ name: String, _ side: Side, _ traffic: String?) -> String {
    // Whatever follows a wildcard is a model like any other.
    let model = ScenarioValue.text(name.replacing("*", with: "some-model"))
    var column: Probe.Members = [("preset", .text(side.preset.rawValue))]
    if traffic != nil { column.append(("traffic", .map(["model": model]))) }
    let members: Probe.Members =
      [("name", .text(name)), ("config", .text(side.file.path))]
      + ProbeKit.boundaries(of: side.file) + [("variants", .map([("one", .map(column))]))]
    let asks =
      traffic.map { "traffic: " + $0 }
      ?? "steps: " + ScenarioValue.list([.map(["call": model])]).flow
    let lines = [asks] + members.map { "\($0.key): \($0.value.flow)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}
