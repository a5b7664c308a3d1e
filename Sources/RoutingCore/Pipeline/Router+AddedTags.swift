import Primitives

/// Tags that the gateway writes among those of a request when it picks a deployment, and that some
/// versions read again at the next pick (LiteLLM, `_update_kwargs_with_deployment`).
extension Router {
  /// Remembers a deployment that failed, if anybody looks at tags.
  mutating func noteTags(_ place: Int, of deployment: DeploymentIndex) {
    guard stages.contains(.tags), !slots[place].taggers.contains(deployment) else { return }
    slots[place].taggers.append(deployment)
  }

  /// The tags that the request got from deployments that failed.
  func addedTags(_ place: Int) -> TagRequest {
    var added = TagRequest()
    for deployment in slots[place].taggers {
      let entry = configuration.deployments[deployment.index]
      let own = configuration.tags.numbers[
        Int(entry.tags.start)..<Int(entry.tags.start + entry.tags.count)]
      switch rules.addedTags {
      case .ignored: return added
      case .ofDeployment: added.wanted += own
      case .ofDeploymentAndCredential:
        added.wanted += own
        if let credential = entry.credentialTag { added.wanted.append(credential) }
      }
    }
    added.all = added.wanted
    return added
  }
}
