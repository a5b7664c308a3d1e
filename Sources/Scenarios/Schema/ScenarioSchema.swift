import RoutingCore
import WireFormats

/// The JSON Schema of a scenario file, for editors: made from the tables that the loader reads by.
public enum ScenarioSchema {
  /// The name of the file beside the scenarios.
  public static let fileName = "scenario.schema.json"

  /// The schema's text.
  public static var text: String {
    var writer = SchemaWriter()
    let root = writer.write(.section(scenario), isPart: false)
    var members: [JSONObject.Member] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("Windtunnel scenario")),
      (
        "description",
        .string("What windtunnel runs: a gateway, its upstreams, who calls, and what is right.")
      ),
    ]
    members += root.object?.members ?? []
    // What variants change is laid over the scenario's own parts, and may lack what those have.
    let variant = writer.write(.section(self.variant), isPart: true)
    var variants = JSONObject(members)
    let short = JSONValue.members(["enum": .array(presets.map { .string($0) })])
    var full = variant.object ?? JSONObject()
    full.set("required", to: .array([.string("preset")]))
    variants.set(
      "properties", to: withVariants(variants["properties"], [short, .object(full)]))
    variants.append(
      "definitions", .object(JSONObject(writer.definitions.map { ($0.name, $0.schema) })))
    return JSONValue.object(variants).indented() + "\n"
  }

  /// The first line of a scenario file: where an editor finds the schema, seen from a scenario
  /// below the folder.
  public static func firstLine(ofScenario id: String) -> String {
    firstLine(ofScenario: id, schema: fileName)
  }

  static func firstLine(ofScenario id: String, schema: String) -> String {
    let depth = id.split(separator: "/").count - 1
    return "# yaml-language-server: $schema=" + String(repeating: "../", count: depth) + schema
  }

  static let presets = Preset.allCases.map(\.rawValue)

  private static func withVariants(_ properties: JSONValue?, _ shapes: [JSONValue]) -> JSONValue {
    var properties = properties?.object ?? JSONObject()
    var variants = properties["variants"]?.object ?? JSONObject()
    variants.set("minProperties", to: .integer(1))
    variants.set("additionalProperties", to: .members(["anyOf": .array(shapes)]))
    properties.set("variants", to: .object(variants))
    return .object(properties)
  }

  // MARK: The file

  static var scenario: SchemaSection {
    var section = SchemaSection(
      accepted: ScenarioLoader.accepted, own + shared, required: ["name", "config", "variants"])
    section.atLeastOne = ["traffic", "steps"]
    return section
  }

  private static var own: [SchemaKey] {
    [
      SchemaKey("name", "What it is about, in a few words. Required.", .text),
      SchemaKey("description", "What it shows, in sentences.", .text),
      SchemaKey(
        "expect", "What is right, once, for every variant, in counts.",
        .named("expect", expectations)),
      SchemaKey(
        "variants",
        "The columns: each is run and judged on its own. `name: preset`, or a mapping. Required.",
        .map(.any)),
      SchemaKey("limits", "What stops a run that does not end.", .section(limits)),
      SchemaKey(
        "steps", "Calls and what happens between them, in order.",
        .list(.named("step", step), countMin: 1)),
    ]
  }

  static var limits: SchemaSection {
    SchemaSection([
      SchemaKey(
        "events", "The most events. Default: 1,000,000,000.", .integer(1...1_000_000_000_000)),
      SchemaKey("time", "The latest virtual time. Default: 30 days.", .form(.duration)),
    ])
  }

  /// Parts that a variant may change.
  static var shared: [SchemaKey] {
    [
      SchemaKey(
        "config",
        "A LiteLLM configuration, unedited, or the path of one, seen from the scenario's folder.",
        .either([.text, .named("config", configuration)])),
      SchemaKey(
        "router_settings", "Laid over the router_settings of the configuration.",
        .optional(.named("router_settings", routerSettings))),
      SchemaKey(
        "keys", "Who may call what: bodies of /key/generate by name. The first is the default.",
        .map(.optional(.named("key", key)))),
      SchemaKey(
        "teams", "Bodies of /team/new by name.", .map(.optional(.named("team", team)))),
      SchemaKey(
        "access_groups", "Unified access groups by name: {group: {models: [names]}}.",
        .map(.named("access_group", accessGroup))),
      SchemaKey(
        "cost_map", "The model cost map: {model: provider}, or the path of LiteLLM's JSON file.",
        .either([.text, .optional(costMap)])),
      SchemaKey("gateway", "The gateway's processes and store.", .named("gateway", gateway)),
      SchemaKey(
        "upstreams", "What the fakes do differently, by endpoint label.",
        .map(
          .named("upstream", upstream),
          known: [SchemaKey("all", "Changes every upstream.", .named("upstream", upstream))])),
      SchemaKey(
        "traffic", "Who calls: one stream of conversations, or a list of them.",
        .either([.named("traffic", traffic), .list(.named("traffic", traffic))])),
      SchemaKey(
        "timeline", "What happens at set times, beside traffic and steps.",
        .list(.named("timeline_entry", timelineEntry))),
      SchemaKey(
        "random",
        "Where the gateway's draws come from: streams (default), or cpython(SEED) to match a "
          + "recorded LiteLLM run.", .form(.random)),
      SchemaKey(
        "seed", "The seed of everything that is drawn. Default: 0.", .integer(0...Int.max)),
      SchemaKey(
        "start",
        "The calendar time of the run's start, in UTC: what dates in headers are counted from.",
        .form(.instant)),
    ]
  }

  // MARK: Variants

  static var variant: SchemaSection {
    let table =
      [
        SchemaKey(
          "preset", "The rules it runs under; see `windtunnel rules`. Required.", .choice(presets)),
        SchemaKey("rules", "Single rules that differ from the preset.", .named("rules", rules)),
        SchemaKey(
          "breaks",
          "What is known to be wrong here, and how it shows; or `same as VARIANT`. If it stops "
            + "showing, the run is red.",
          .either([.named("expect", expectations), .form(.sameAs)])),
      ] + shared
    return SchemaSection(accepted: VariantReader.accepted, table, required: ["preset"])
  }

  static var rules: SchemaSection {
    SchemaSection(
      RuleName.allCases.map { rule in
        let row = PresetTable.cells.first { $0.rule == rule }
        let values = Preset.allCases.compactMap { preset in
          row.map { "\(preset.rawValue): \($0[preset].value)" }
        }
        return SchemaKey(
          rule.rawValue, values.joined(separator: ", ") + ".", .choice(rule.cases))
      })
  }
}
