import RoutingCore
import Upstreams
import WireFormats

/// The JSON Schema of a file of routing tests, for editors.
public enum CheckSchema {
  /// The name of the file beside the scenarios.
  public static let fileName = "check.schema.json"
  /// How the names of the files end that it is for.
  public static let ending = ".check.yaml"

  /// The schema's text.
  public static var text: String {
    var writer = SchemaWriter()
    let root = writer.write(.section(file), isPart: false)
    var members: [JSONObject.Member] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("Windtunnel routing tests")),
      (
        "description",
        .string("What `windtunnel check` runs: a configuration, and who may answer which request.")
      ),
    ]
    members += root.object?.members ?? []
    members.append(
      ("definitions", .object(JSONObject(writer.definitions.map { ($0.name, $0.schema) }))))
    return JSONValue.object(JSONObject(members)).indented() + "\n"
  }

  /// The first line of a file below the folder: where an editor finds the schema, seen from there.
  public static func firstLine(ofFile path: String) -> String {
    ScenarioSchema.firstLine(ofScenario: path, schema: fileName)
  }

  static var file: SchemaSection {
    let own = [
      SchemaKey("name", "What it is about, in a few words.", .text),
      SchemaKey("description", "What it shows, in sentences.", .text),
      SchemaKey(
        "config",
        "A LiteLLM configuration, unedited, or the path of one, seen from this file's folder. "
          + "Required.", .either([.text, .named("config", ScenarioSchema.configuration)])),
      SchemaKey(
        "preset", "The rules that hold; see `windtunnel rules`. Required.",
        .choice(ScenarioSchema.presets)),
      SchemaKey(
        "rules", "Single rules that differ from the preset.",
        .named("rules", ScenarioSchema.rules)),
      SchemaKey(
        "cases", "Single requests, with who may answer each. Required.",
        .list(.named("case", testCase), countMin: 1)),
    ]
    return SchemaSection(
      accepted: CheckFileReader.accepted, own + ScenarioSchema.shared,
      required: ["config", "preset", "cases"])
  }

  static var testCase: SchemaSection {
    let who = SchemaShape.optional(.list(.text))
    let own = [
      SchemaKey("name", "What reports call it. Default: its number.", .text),
      SchemaKey("model", "The name that is asked for. Required.", .text),
      SchemaKey("as", "The key that calls. Default: the first.", .text),
      SchemaKey(
        "surface", "The API that is spoken. Default: responses.",
        .choice(Surface.allCases.map(\.rawValue))),
      SchemaKey("sealed", "The deployment that sealed the items of its history.", .text),
      SchemaKey("previous", "The deployment that made its previous response.", .text),
      SchemaKey("session", "The deployment that answered its session before.", .text),
      SchemaKey(
        "cooling", "Who cools: a list, or how long each does from the start.",
        .either([who, .map(.form(.duration))])),
      SchemaKey("blocked", "Who is paused.", who),
      SchemaKey("removed", "Who was deleted.", who),
      SchemaKey(
        "failing", "Who fails: a list for 500, or how each does.",
        .either([
          who,
          .map(.either([.integer(400...599), .choice(["context_window", "content_policy"])])),
        ])),
      SchemaKey("at", "When it arrives. Default: 0s.", .form(.duration)),
      SchemaKey(
        "expect", "What must hold; what it does not name is not compared. Required.",
        .named("expect", claims)),
    ]
    return SchemaSection(
      accepted: CheckCaseReader.accepted, own + ScenarioSchema.traits,
      required: ["model", "expect"])
  }

  static var claims: SchemaSection {
    let share = SchemaShape.either([.form(.fraction), .share])
    let table = [
      SchemaKey(
        "candidates", "Who is left before the strategy picks, in any order.",
        .optional(.list(.text))),
      SchemaKey(
        "probabilities", "The probability of each: {a: 2/3, b: 1/3}. Nobody else is picked.",
        .map(share)),
      SchemaKey("picks", "The only one that can be picked.", .text),
      SchemaKey("upstream_model", "The model that whoever can be picked is asked for.", .text),
      SchemaKey("error", "The status that the client gets in the end.", .integer(400...599)),
      SchemaKey(
        "denied", "The status with which the caller is turned away.", .integer(400...599)),
      SchemaKey(
        "attempts", "Who is called, one after the other, to the end.", .optional(.list(.text))),
    ]
    var section = SchemaSection(accepted: CheckCaseReader.claims, table)
    section.atLeastOne = CheckCaseReader.claims
    return section
  }
}
