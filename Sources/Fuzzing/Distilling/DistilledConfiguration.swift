import RoutingCore
public import Scenarios
import WireFormats

/// A LiteLLM configuration that a log was written under, ready to be made anonymous.
public struct DistilledConfiguration: Sendable {
  private let written: ScenarioValue
  private let made: AnonymousConfiguration
  private let names: [[String]]
  private let upstreams: [String]
  /// Providers of names, if a cost map was given.
  private var costMap: [String: String] = [:]
  /// The upstreams that open each other's content: of each but the first, the first.
  let boundaries: [(upstream: String, boundary: String)]

  /// Reads the configuration of a file; nil comes with at least one error.
  public static func load(
    _ path: String, read: @escaping ScenarioLoader.FileReader
  ) -> (configuration: DistilledConfiguration?, diagnostics: [Diagnostic]) {
    let (file, diagnostics) = ConfigurationFile.load(path, read: read)
    let errors = diagnostics.filter { $0.severity == .error }
    guard let file, let written = ScenarioLoader(read: read).value(file: path).value else {
      return (nil, errors)
    }
    guard let configuration = DistilledConfiguration(file, written) else {
      let problem = Diagnostic(
        code: "no-deployments", file: path, line: 0, column: 0,
        message: "without routers of tiers the configuration has no deployment")
      return (nil, [problem])
    }
    return (configuration, [])
  }

  private init?(_ file: ConfigurationFile, _ written: ScenarioValue) {
    self.written = written
    made = AnonymousConfiguration(written)
    let text = Array(made.value.document.utf8)
    let reading = ConfigurationFile.load("config.yaml") { _ in .success(text) }
    guard let anonymous = reading.file, anonymous.entries.count == file.entries.count,
      !anonymous.entries.isEmpty
    else { return nil }
    upstreams = anonymous.entries.map { anonymous.endpoints[$0.endpoint].label }
    boundaries = anonymous.endpoints.indices.compactMap { place in
      let first = anonymous.endpoints[place].resource
      return first == place
        ? nil : (anonymous.endpoints[place].label, anonymous.endpoints[first].label)
    }
    let lent = written["credential_list"]?.items ?? []
    let entries = Self.entries(written)
    names = entries.enumerated().map { place, entry in
      let params = entry["litellm_params"]
      let credential = lent.first {
        $0["credential_name"]?.scalar == params?["litellm_credential_name"]?.scalar
      }
      let base =
        params?["api_base"]?.scalar ?? credential?["credential_values"]?["api_base"]?.scalar
      var names = [file.gateway.texts[place].id, file.gateway.texts[place].label]
      if let base { names += [base, AnonymousConfiguration.host(base)] }
      return names
    }
  }

  /// The entries that are deployments.
  private static func entries(_ written: ScenarioValue) -> [ScenarioValue] {
    (written["model_list"]?.items ?? []).filter(AnonymousConfiguration.isDeployment)
  }

  /// Adds the providers of a cost map, LiteLLM's JSON or `{name: provider}`; false if it is none.
  public mutating func addCostMap(_ bytes: [UInt8]) -> Bool {
    guard let object = (try? JSONValue.parse(bytes))?.object else { return false }
    for member in object.members {
      let provider = member.value.string ?? member.value["litellm_provider"]?.string
      if let provider { costMap[member.key] = provider }
    }
    return true
  }

  /// The log with made-up names.
  func traffic(of log: TrafficLog) -> LoggedTraffic {
    LoggedTraffic(
      LoggedTraffic.Source(log: log, written: written, costMap: costMap), made,
      DeploymentPlaces(written: Self.entries(written), names: names, upstreams: upstreams))
  }
}
