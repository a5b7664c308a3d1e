public import Harness
import Scenarios
import WireFormats

/// The findings of a folder, one folder for each: the scenario, and what is known of it.
public struct FindingStore: Sendable {
  /// The folder.
  public let folder: String
  /// Where findings are unless something else is said.
  public static let folderDefault = ".windtunnel/findings"
  static let scenarioFile = "scenario.yaml"
  static let factsFile = "finding.json"

  /// Makes a store over a folder.
  public init(folder: String = FindingStore.folderDefault) { self.folder = folder }

  /// Where a finding's scenario is.
  public func scenarioPath(_ id: String) -> String { "\(folder)/\(id)/\(Self.scenarioFile)" }

  /// Keeps a finding: a known one is counted on, and keeps one of both scenarios.
  public func keep(
    _ finding: Finding, commit: String, keeping choice: Finding.Choice = .smallest
  ) throws(TextFile.WriteProblem) {
    var merged = finding
    var firstSeen = commit
    if let known = self.finding(finding.id) {
      merged = known.finding.merged(with: finding, keeping: choice)
      firstSeen = known.firstSeen
    }
    try TextFile.replace(
      "\(folder)/\(finding.id)/\(Self.scenarioFile)", with: merged.document)
    try TextFile.replace(
      "\(folder)/\(finding.id)/\(Self.factsFile)",
      with: merged.json(firstSeen: firstSeen, lastSeen: commit) + "\n")
  }

  /// A finding with the commits that saw it.
  public struct Kept: Sendable {
    /// The finding.
    public var finding: Finding
    /// The commit that saw it first.
    public var firstSeen: String
    /// The commit that saw it last.
    public var lastSeen: String
  }

  /// A finding by its name; nil if there is none that can be read.
  public func finding(_ id: String) -> Kept? {
    guard case .success(let facts) = TextFile.read("\(folder)/\(id)/\(Self.factsFile)"),
      let json = try? JSONValue.parse(facts)
    else { return nil }
    let loader = ScenarioLoader { TextFile.read($0) }
    guard let value = loader.value(file: scenarioPath(id)).value,
      let finding = Finding(json, value: value)
    else { return nil }
    return Kept(
      finding: finding, firstSeen: json["first_seen"]?.string ?? "",
      lastSeen: json["last_seen"]?.string ?? "")
  }

  /// The names of all findings, sorted.
  public var ids: [String] {
    TextFile.list(folder, ending: "/" + Self.factsFile).compactMap { path in
      path.split(separator: "/").dropLast().last.map(String.init)
    }
  }
}
