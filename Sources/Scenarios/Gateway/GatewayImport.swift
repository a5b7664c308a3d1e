import Primitives
import RoutingCore
import Upstreams

/// What a LiteLLM configuration becomes: the gateway, and who stands behind its deployments.
struct GatewayImport {
  /// An endpoint with one account: (api_base, api_key) after named credentials.
  struct Endpoint: Equatable {
    var label: String
    var base: String
    /// The key's text; told apart, never shown.
    var key: String
    /// What tells endpoints without an address apart: provider, region, project.
    var account: String
    /// Whose API it speaks.
    var provider: EndpointProvider
    var place: SourcePlace
  }

  var configuration = GatewayConfiguration()
  /// The values of named credentials, for entries that are added later.
  var credentials: [String: YAMLNode] = [:]
  /// The callers, once they are read.
  var keys: [KeyImport] = []
  var endpoints: [Endpoint] = []
  var endpointOfDeployment: [Int] = []
  var modelOfDeployment: [UInt32] = []
  /// By deployment: whether the entry has an id of its own, instead of one derived from all of it.
  var hasOwnID: [Bool] = []
  var upstreamModels = NameTable()
  /// The addresses and keys that entries set themselves, as one name each; never shown.
  var entryBoundaries = NameTable()
  /// The regions that deployments are in or that requests ask for.
  var regions = NameTable()
  var modelNames = NameTable()
  /// By deployment: its entry of `model_list`.
  var entries: [YAMLNode] = []
  /// `router_settings` with those of the scenario over them, and `litellm_settings`.
  var settings: YAMLNode?
  var litellmSettings: YAMLNode?
  var aliases: [(name: String, target: String)] = []
  var fallbackLists: [NamedList] = []
  /// `context_window_fallbacks` and `content_policy_fallbacks`; nil if there are none.
  var contextWindowLists: [NamedList]?
  var contentPolicyLists: [NamedList]?
  /// Unified access groups, with what they list.
  var accessGroups: [(name: String, models: [String])] = []
  /// Names that stand for tiers.
  var tiers: [TierImport] = []
  /// What requests send as `fallbacks`.
  var requestLists: [RequestList] = []
  /// `model_group_retry_policy`.
  var retryPolicies: [(name: String, policy: ErrorPolicy)] = []

  /// The fallbacks of a name.
  struct NamedList {
    var name: String
    var targets: [String]
  }

  /// The fallbacks of a request: names for every hop, or lists by name.
  enum RequestList {
    case targets([String])
    case lists([NamedList])
  }

  /// The deployment with this id or label.
  func deployment(_ name: String) -> DeploymentIndex? {
    configuration.texts.firstIndex { $0.id == name || $0.label == name }
      .map { DeploymentIndex($0) }
  }

  /// A label that nobody has, made from a wanted one.
  func uniqueLabel(_ wanted: String) -> String {
    var label = wanted
    var count = 1
    while configuration.texts.contains(where: { $0.label == label || $0.id == label }) {
      count += 1
      label = "\(wanted)-\(count)"
    }
    return label
  }

  /// Enters one more entry that calls the same upstream model as another one does.
  mutating func append(
    _ entry: Deployment, like other: DeploymentIndex, _ text: DeploymentText
  ) -> DeploymentIndex {
    let index = DeploymentIndex(configuration.deployments.count)
    configuration.deployments.append(entry)
    configuration.texts.append(text)
    configuration.groups[entry.group.index].members.append(index)
    endpointOfDeployment.append(endpointOfDeployment[other.index])
    modelOfDeployment.append(modelOfDeployment[other.index])
    hasOwnID.append(false)
    entries.append(entries[other.index])
    return index
  }

  /// The number of a name that may be asked for, entered if it is new.
  mutating func model(_ name: String) -> ModelIndex { ModelIndex(Int(modelNames.intern(name))) }
}
