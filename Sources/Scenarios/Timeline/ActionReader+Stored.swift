import Primitives
import RoutingCore
import Tunnel

/// Edits of models that the database holds: they reach one replica first.
extension ActionReader {
  mutating func readRemoval(_ verb: YAMLMember) -> TimelineAction? {
    guard verb.value.members != nil else {
      return deployment(verb.value, verb.key).map { .gateway(.removed($0)) }
    }
    return readStored(verb) {
      .remove($0)
    } otherwise: {
      .gateway(.removed($0))
    }
  }

  /// `{deployment: east, replica: 1}`; without a replica every one knows at once.
  mutating func readStored(
    _ verb: YAMLMember, _ edit: (DeploymentIndex) -> StoredModelEdit,
    otherwise: (DeploymentIndex) -> TimelineAction
  ) -> TimelineAction? {
    guard
      let members = reader.mapping(verb.value, verb.key, accepted: ["deployment", "replica"])
    else { return nil }
    guard let named = members["deployment"] else {
      reader.reportMissing("deployment", in: verb.key, verb.keyPlace)
      return nil
    }
    guard let deployment = deployment(named, "deployment") else { return nil }
    guard let node = members["replica"] else { return otherwise(deployment) }
    return administer(node, deployment, edit(deployment))
  }

  /// An edit that goes through the replica of this number.
  mutating func administer(
    _ node: YAMLNode, _ deployment: DeploymentIndex, _ edit: StoredModelEdit
  ) -> TimelineAction? {
    administers = true
    guard gateway.configuration.deployments[deployment.index].isStored else {
      let label = gateway.configuration.texts[deployment.index].label
      reader.report(
        "not-stored", node.place,
        "'\(label)' is an entry of the configuration file: no replica can edit it",
        hint: "write model_info: {db_model: true} in the entry, or leave out replica")
      return nil
    }
    return replica(node, "replica").map { .administer(replica: $0, edit) }
  }
}
