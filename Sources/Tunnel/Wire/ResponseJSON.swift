import Primitives
import RoutingCore
public import WireFormats

/// Marks a response as a whole on its way to the client.
public enum ResponseJSON {
  /// The response with its id encoded and, if asked, its sealed items marked.
  ///
  /// As LiteLLM does it: the id is encoded for every response that has one, affinity or not; a
  /// response without an id, or whose id is encoded already, stays as it is, items included; an
  /// unknown or empty deployment id marks no items.
  ///
  /// - Parameters:
  ///   - deploymentID: the deployment that answered; nil is written as `None` into the id.
  ///   - marksItems: whether the affinity check was on for this request.
  public static func marked(
    _ response: JSONValue, deploymentID: String?, provider: String?, marksItems: Bool
  ) -> JSONValue {
    guard var object = response.object, let id = object["id"], !id.isNull,
      let text = PythonValue.formatted(id), !isEncoded(id)
    else { return response }
    let encoded = MarkerCodec.encodeResponseID(
      text, provider: provider, deploymentID: deploymentID)
    object.set("id", to: .string(encoded))
    if marksItems, let deploymentID, !deploymentID.isEmpty, let output = object["output"]?.array {
      object.set("output", to: .array(output.map { marked(item: $0, deploymentID: deploymentID) }))
    }
    return .object(object)
  }

  /// A `previous_response_id` as the upstream that made it knows it.
  public static func restoredResponseID(_ id: String) -> String {
    MarkerCodec.decodeResponseID(id)?.responseID ?? id
  }

  private static func isEncoded(_ id: JSONValue) -> Bool {
    guard let text = id.string else { return false }
    return MarkerCodec.decodeResponseID(text) != nil
  }

  private static func marked(item: JSONValue, deploymentID: String) -> JSONValue {
    var names = NameTable()
    let facts = ItemJSON.facts(of: item) { names.intern($0) }
    return ItemJSON.apply(OutputEdit.marking(facts), deploymentID: deploymentID, to: item)
  }
}
