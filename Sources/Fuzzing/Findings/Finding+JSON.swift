import Primitives
import Scenarios
public import WireFormats

extension Finding {
  /// Everything about it but the scenario.
  public var facts: JSONValue {
    .members([
      "id": .string(id), "property": .string(property.rawValue), "cause": .string(cause),
      "text": .string(text), "request": .string(request), "preset": .string(preset),
      "deployments": .integer(deployments), "clients": .integer(clients), "turns": .integer(turns),
      "keys": .integer(keys), "catalog_changes": .integer(catalogChanges),
      "count": .integer(count), "seeds": .array(seeds.map { .integer($0) }),
      "decided_by": .array(decidedBy.map { .string($0) }), "shrink_steps": .integer(shrinkSteps),
      "blocks": .array(
        blocks.map { .members(["number": .integer($0.number), "count": .integer($0.count)]) }),
    ])
  }

  /// What is kept beside the scenario, with the commits that saw it.
  func json(firstSeen: String, lastSeen: String) -> String {
    guard case .object(var object) = facts else { return "" }
    object.append("first_seen", .string(firstSeen))
    object.append("last_seen", .string(lastSeen))
    return String(decoding: JSONValue.object(object).serialized(), as: UTF8.self)
  }

  /// What was kept; nil if it is something else.
  init?(_ json: JSONValue, value: ScenarioValue) {
    guard let name = json["property"]?.string, let property = Property(rawValue: name),
      let cause = json["cause"]?.string, let preset = json["preset"]?.string
    else { return nil }
    self.property = property
    self.cause = cause
    self.preset = preset
    text = json["text"]?.string ?? ""
    request = json["request"]?.string ?? ""
    seeds = (json["seeds"]?.array ?? []).compactMap { $0.integer.flatMap { UInt64(exactly: $0) } }
    blocks = (json["blocks"]?.array ?? []).compactMap { block in
      guard let number = block["number"]?.integer.flatMap({ UInt64(exactly: $0) }),
        let count = block["count"]?.integer, count > 0
      else { return nil }
      return Block(number: number, count: count)
    }
    shrinkSteps = json["shrink_steps"]?.integer ?? 0
    decidedBy = (json["decided_by"]?.array ?? []).compactMap(\.string)
    self.value = Self.world(value)
  }

  /// The world of a kept scenario: without what only a kept scenario has.
  static func world(_ scenario: ScenarioValue) -> ScenarioValue {
    var world = scenario
    world["description"] = nil
    world["expect"] = nil
    world["name"] = .text("A world of the fuzzer")
    if let steps = world["steps"]?.items {
      world["steps"] = .list(
        steps.map { step in
          var step = step
          step["expect"] = nil
          step["breaks"] = nil
          return step
        })
    }
    if let found = world["variants"]?.members?.first {
      var variant = found.value
      variant["breaks"] = nil
      // As it was drawn, so that what was read back is no larger.
      if variant.members?.count == 1, let preset = variant["preset"] { variant = preset }
      world["variants"] = .map([found].map { (key: $0.key, value: variant) })
    }
    return world
  }
}
