import RoutingCore

/// Reads a scenario file: everything wrong with it at once, or the scenario.
public struct ScenarioLoader {
  /// Reads a file's bytes, or says why it cannot.
  public typealias FileReader = (String) -> Result<[UInt8], FileProblem>

  /// Why a file cannot be read.
  public struct FileProblem: Error, Equatable, Sendable {
    /// The reason, in a sentence without the path.
    public var reason: String

    /// Makes a problem.
    public init(reason: String) { self.reason = reason }
  }

  let read: FileReader
  let limits: YAMLLimits
  private let configuration: ConfigurationFile?
  static let accepted =
    ["name", "description", "expect", "variants", "limits", "steps"] + VariantReader.changeable

  /// Makes a loader over a way to read files; a configuration that was read already is not read
  /// again where a scenario names its path.
  public init(
    limits: YAMLLimits = YAMLLimits(), configuration: ConfigurationFile? = nil,
    read: @escaping FileReader
  ) {
    self.read = read
    self.limits = limits
    self.configuration = configuration
  }

  /// Loads the scenario of a file; a nil scenario comes with at least one error.
  public func load(file: String, id: String) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let scenario = scenario(file: file, id: id, problems: problems) { $0 }
    return (problems.hasErrors ? nil : scenario, problems.sorted)
  }

  /// Reads only a scenario's name and those of its variants. Where these are not as they should be,
  /// the whole file is read, to tell of all its problems.
  public func outline(
    file: String, id: String
  ) -> (outline: ScenarioOutline?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let root = bytes(of: file, problems, from: nil).flatMap {
      YAMLFile(file: file, limits: limits, problems: problems).read($0)
    }
    if let name = root?.value("name")?.scalar, let columns = root?.value("variants")?.members,
      root?.members?.allSatisfy({ Self.accepted.contains($0.key) }) == true
    {
      let outline = ScenarioOutline(id: id, name: name, variants: columns.map(\.key))
      return (problems.hasErrors ? nil : outline, problems.sorted)
    }
    let (scenario, diagnostics) = load(file: file, id: id)
    let outline = scenario.map {
      ScenarioOutline(id: id, name: $0.name, variants: $0.variants.map(\.name))
    }
    return (outline, diagnostics.filter { $0.severity == .error })
  }

  func bytes(of file: String, _ problems: Problems, from place: SourcePlace?) -> [UInt8]? {
    switch read(file) {
    case .success(let bytes): return bytes
    case .failure(let problem):
      problems.add(
        Diagnostic(
          code: "unreadable-file", file: place?.file ?? file, line: place?.line ?? 0,
          column: place?.column ?? 0,
          message: place == nil
            ? "the file cannot be read: \(problem.reason)"
            : "'\(file)' cannot be read: \(problem.reason)"))
      return nil
    }
  }

  /// Reads a file, changes what it says, and compiles that.
  func scenario(
    file: String, id: String, problems: Problems, change: (YAMLNode) -> YAMLNode
  ) -> Scenario? {
    guard let bytes = bytes(of: file, problems, from: nil),
      let written = YAMLFile(file: file, limits: limits, problems: problems).read(bytes)
    else { return nil }
    var scenario = compile(change(written), file: file, id: id, problems: problems)
    scenario?.lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return scenario
  }

  /// The scenario that a node describes.
  func compile(_ root: YAMLNode, file: String, id: String, problems: Problems) -> Scenario? {
    let reader = NodeReader(problems: problems)
    guard let members = reader.mapping(root, "a scenario", accepted: Self.accepted) else {
      return nil
    }
    for key in ["name", "config", "traffic", "variants"] where members[key] == nil {
      let isTraffic = key == "traffic"
      if isTraffic, members["steps"] != nil { continue }
      reader.reportMissing(
        key, in: "the scenario", root.place,
        hint: isTraffic ? "or steps: calls in a set order" : "")
    }
    guard let config = configuration(members["config"], file, problems),
      let variantsNode = members["variants"]
    else { return nil }
    guard let columns = variantsNode.members, !columns.isEmpty else {
      let isMapping = variantsNode.members != nil
      reader.report(
        isMapping ? "empty-list" : "expected-mapping", variantsNode.place,
        isMapping ? "variants has no entries" : "variants is \(variantsNode.kindName)",
        hint: "write {name: preset} or {name: {preset: …}}")
      return nil
    }
    let variantReader = VariantReader(
      reader: reader, problems: problems, root: root, config: config,
      follow: { configuration($0, file, problems) },
      bytes: { path, place in self.bytes(of: Self.path(path, seenFrom: file), problems, from: place)
      },
      names: columns.map(\.key))
    var variants = columns.compactMap { variantReader.read($0) }
    shareBreaks(&variants, variantsNode, reader)
    return Scenario(
      id: id, file: file, name: reader.text(members["name"], "name") ?? id,
      description: reader.text(members["description"], "description") ?? "", variants: variants,
      lines: [])
  }

  /// The configuration itself, or the file that a path names, seen from the scenario's folder.
  private func configuration(
    _ node: YAMLNode?, _ file: String, _ problems: Problems
  ) -> YAMLNode? {
    guard let node, case .scalar(let path, _) = node.content, !node.isNull else { return node }
    let full = Self.path(path, seenFrom: file)
    if let configuration, configuration.path == full { return configuration.root }
    guard let bytes = bytes(of: full, problems, from: node.place) else { return nil }
    return YAMLFile(file: full, limits: limits, problems: problems).read(bytes)
  }

  /// A path as the scenario's folder sees it.
  static func path(_ path: String, seenFrom file: String) -> String {
    if path.hasPrefix("/") { return path }
    return (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + path
  }

  private func shareBreaks(
    _ variants: inout [Variant], _ node: YAMLNode, _ reader: NodeReader
  ) {
    for place in variants.indices {
      guard let name = variants[place].sameAs else { continue }
      if let other = variants.first(where: { $0.name == name && $0.sameAs == nil }) {
        variants[place].breaks = other.breaks
        variants[place].countBounds()
      } else {
        let breaks = node.value(variants[place].name)?.value("breaks")
        reader.report(
          "unknown-variant", breaks?.place ?? node.place,
          "breaks is the same as '\(name)', which has no breaks of its own",
          hint: NearestName.hint(
            for: name,
            among: variants.filter { $0.sameAs == nil && !$0.breaks.isEmpty }.map(\.name)))
      }
    }
  }
}
