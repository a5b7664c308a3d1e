import Primitives
import RoutingCore
import Upstreams
public import WireFormats

/// What `GET /v1/models` answers, on the fakes and on the gateway.
public enum ModelListing {
  /// The list of an upstream, in its provider's form: the models that it serves, or, if it serves
  /// every model, those that deployments ask it for.
  public static func upstream(_ place: Int, _ setup: TunnelSetup) -> JSONValue {
    let upstream = setup.upstreams[place]
    var numbers = upstream.models
    if numbers.isEmpty {
      for (deployment, own) in setup.upstreamOfDeployment.enumerated() where own == place {
        let model = setup.modelOfDeployment[deployment]
        if !numbers.contains(model) { numbers.append(model) }
      }
    }
    let list = ModelList(
      names: numbers.map { setup.modelNames[Int($0)] }, owner: upstream.provider.rawValue,
      createdAt: setup.startUnixSeconds)
    switch upstream.provider {
    case .openai, .azure: return list.openAIBody
    case .anthropic: return list.anthropicBody
    case .gemini: return list.geminiBody
    }
  }

  /// The list of the gateway: its model groups, in the order of the configuration.
  public static func gateway(_ setup: TunnelSetup) -> JSONValue {
    ModelList(
      names: setup.configuration.groups.map(\.name), owner: "openai",
      createdAt: setup.startUnixSeconds
    ).openAIBody
  }
}
