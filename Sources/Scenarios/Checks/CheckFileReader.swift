import Primitives
import RoutingCore
import Upstreams

/// Reads a file of routing tests: everything wrong with it at once, or the tests.
public struct CheckFileReader {
  private let read: ScenarioLoader.FileReader
  static let accepted = [
    "name", "description", "config", "preset", "rules", "router_settings", "keys", "teams",
    "cost_map", "cases",
  ]

  /// Makes a reader over a way to read files.
  public init(read: @escaping ScenarioLoader.FileReader) { self.read = read }

  /// Loads the tests of a file; nil comes with at least one error.
  public func load(_ path: String) -> (file: CheckFile?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let file = root(path, nil, problems).flatMap { load(path, $0, problems) }
    return (problems.hasErrors ? nil : file, problems.sorted)
  }

  private func bytes(
    _ path: String, _ place: SourcePlace?, _ problems: Problems
  ) -> [UInt8]? {
    switch read(path) {
    case .success(let bytes): return bytes
    case .failure(let problem):
      problems.add(
        Diagnostic(
          code: "unreadable-file", file: place?.file ?? path, line: place?.line ?? 0,
          column: place?.column ?? 0,
          message: place == nil
            ? "the file cannot be read: \(problem.reason)"
            : "'\(path)' cannot be read: \(problem.reason)"))
      return nil
    }
  }

  private func root(_ path: String, _ place: SourcePlace?, _ problems: Problems) -> YAMLNode? {
    bytes(path, place, problems).flatMap {
      YAMLFile(file: path, limits: YAMLLimits(), problems: problems).read($0)
    }
  }

  private func load(_ path: String, _ root: YAMLNode, _ problems: Problems) -> CheckFile? {
    let reader = NodeReader(problems: problems)
    guard let members = reader.mapping(root, "a file of routing tests", accepted: Self.accepted)
    else { return nil }
    for key in ["config", "preset", "cases"] where members[key] == nil {
      reader.reportMissing(
        key, in: "the file", root.place,
        hint: key == "preset"
          ? "accepted: " + Preset.allCases.map(\.rawValue).joined(separator: ", ") : "")
    }
    let preset = reader.choice(members["preset"], "preset", Preset.self) ?? .recommended
    var rules = preset.rules
    RuleReader(reader: reader).read(members["rules"], into: &rules)
    guard let config = configuration(members["config"], path, problems) else { return nil }
    var gateway = GatewayReader(problems: problems).read(
      config, settings: members["router_settings"])
    let keyReader = KeyReader(reader: reader)
    let keys = keyReader.read(members["keys"])
    keyReader.readTeams(members["teams"], into: &gateway)
    let names = keys.isEmpty ? ["default"] : keys.map(\.name)
    let cases = CheckCaseReader(reader: reader, keys: names).read(members["cases"], &gateway)
    keyReader.compile(keys, into: &gateway)
    let catalog = CostMapReader(reader: reader) { named, place in
      bytes(ScenarioLoader.path(named, seenFrom: path), place, problems)
    }.read(members["cost_map"])
    return CheckFile(
      path: path, preset: preset, rules: rules, configuration: gateway.configuration,
      catalog: catalog, cases: cases)
  }

  /// The configuration itself, or the file that a path names, seen from the folder of the tests.
  private func configuration(
    _ node: YAMLNode?, _ path: String, _ problems: Problems
  ) -> YAMLNode? {
    guard let node, case .scalar(let named, _) = node.content, !node.isNull else { return node }
    return root(ScenarioLoader.path(named, seenFrom: path), node.place, problems)
  }
}

/// Reads changes of single rules.
struct RuleReader {
  let reader: NodeReader

  /// Sets the rules that a mapping names; the changes as they are written.
  @discardableResult
  func read(_ node: YAMLNode?, into rules: inout Rules) -> [String] {
    let names = RuleName.allCases.map(\.rawValue)
    var changed: [String] = []
    for member in reader.mapping(node, "rules", accepted: names) ?? [] {
      guard let rule = RuleName(rawValue: member.key),
        let value = reader.text(member.value, "rule \(member.key)")
      else { continue }
      if rule.set(value, in: &rules) {
        changed.append("\(member.key): \(value)")
      } else {
        reader.report(
          "unknown-value", member.value.place, "rule \(member.key) has no case '\(value)'",
          hint: NearestName.hint(for: value, among: rule.cases))
      }
    }
    return changed
  }
}
