import RoutingCore
import Tunnel
import Upstreams

/// Steps, the timeline, and the verbs that both have.
extension ScenarioSchema {
  static var step: SchemaSection {
    let verbs = ["call", "models"] + ActionReader.verbs
    var section = SchemaSection(
      accepted: verbs + StepReader.callFields + StepReader.timeFields,
      callKeys + traits + self.verbs)
    section.exactlyOne = verbs
    section.needs =
      StepReader.callFields.filter { !["on", "expect", "breaks"].contains($0) }
      .map { ($0, ["call"]) } + [
        ("on", ["call", "models"]), ("expect", ["call", "models", "reload"]),
        ("breaks", ["expect"]),
      ]
    section.exclusive = StepReader.timeFields
    return section
  }

  private static var callKeys: [SchemaKey] {
    [
      SchemaKey("call", "The name that is asked for.", .text),
      SchemaKey("models", "The key that asks for its list of models.", .text),
      SchemaKey("as", "The key that calls. Default: the first.", .text),
      SchemaKey("on", "The replica that gets it, from one.", .integer(1...1_000)),
      SchemaKey("conversation", "Calls that name one conversation replay its items.", .text),
      SchemaKey(
        "tamper", "What happens to sealed content on its way.",
        .choice(Tampering.allCases.map(\.rawValue))),
      SchemaKey(
        "expect", "What is right here, for every variant: an outcome or a status.", stepClaim),
      SchemaKey(
        "breaks", "What is known to come out instead, by variant.", .map(stepClaim)),
      SchemaKey(
        "at", "When, from the start. Default: once the step before is over.", .form(.duration)),
      SchemaKey("after", "So long after the step before is over.", .form(.duration)),
    ]
  }

  static var timelineEntry: SchemaSection {
    var section = SchemaSection(
      accepted: ["at"] + ActionReader.verbs,
      [SchemaKey("at", "When, from the start. Required.", .form(.duration))] + verbs,
      required: ["at"])
    section.exactlyOne = ActionReader.verbs
    return section
  }

  /// What can happen, at a set time or as a step.
  static var verbs: [SchemaKey] {
    catalogVerbs + replicaVerbs + deploymentVerbs + upstreamVerbs + storeVerbs
  }

  private static var catalogVerbs: [SchemaKey] {
    [
      SchemaKey("publish", "Models appear in the published cost map: {model: provider}.", costMap),
      SchemaKey(
        "withdraw", "Models go from the published cost map.", .either([.text, .list(.text)])),
      SchemaKey(
        "reload", "The cost map is reloaded: manual, {replica: 2} or {every: 6h}.",
        .either([
          .choice(["manual"]),
          .section(
            SchemaSection([
              SchemaKey("replica", "The replica that is asked, from one.", .integer(1...1_000)),
              SchemaKey("every", "From now on, so often.", .form(.duration)),
            ])),
        ])),
    ]
  }

  private static var replicaVerbs: [SchemaKey] {
    let place = SchemaShape.either([.choice(["all"]), .integer(1...1_000)])
    let replica = SchemaKey("replica", "The replica, from one, or all (default).", place)
    return [
      SchemaKey(
        "restart", "A replica starts anew: all, its number, or {replica: 2}.",
        .either([place, .section(SchemaSection([replica]))])),
      SchemaKey(
        "upgrade", "Replicas go to another preset: its name, or {replica: 2, preset: …}.",
        .either([
          .choice(presets),
          .section(
            SchemaSection(
              [replica, SchemaKey("preset", "The preset. Required.", .choice(presets))],
              required: ["preset"])),
        ])),
      SchemaKey(
        "rollback", "Replicas go back to the rules they started with.",
        .either([place, .section(SchemaSection([replica]))])),
    ]
  }

  private static var deploymentVerbs: [SchemaKey] {
    let label = SchemaShape.text
    let update = SchemaSection(
      [
        SchemaKey("deployment", "The deployment, by label. Required.", .text),
        SchemaKey("weight", "Its new weight.", .amount),
        SchemaKey("rpm", "Its new rpm.", .amount), SchemaKey("tpm", "Its new tpm.", .amount),
        SchemaKey("order", "Its new level.", .integer(-1_000_000...1_000_000)), askedReplica,
      ], required: ["deployment"])
    let stored = SchemaSection(
      [SchemaKey("deployment", "The deployment, by label. Required.", .text), askedReplica],
      required: ["deployment"])
    return [
      SchemaKey(
        "add_deployment", "A deployment comes back, by label, or a new entry of model_list.",
        .either([label, .named("added_entry", addedEntry), .section(stored)])),
      SchemaKey(
        "remove_deployment", "A deployment leaves the configuration.",
        .either([label, .section(stored)])),
      SchemaKey("update_deployment", "An entry of the configuration changes.", .section(update)),
      SchemaKey("block", "A deployment is paused.", label),
      SchemaKey("unblock", "A deployment is paused no longer.", label),
      SchemaKey("block_deployment", "The same as block.", label),
      SchemaKey("unblock_deployment", "The same as unblock.", label),
      SchemaKey(
        "rotate_key", "A deployment's account gets another key, here and at the provider.", label),
      SchemaKey(
        "enable_checks", "The checks that are enabled from now on; others are off.",
        .list(.suggested(CheckSet.names))),
    ]
  }

  private static var upstreamVerbs: [SchemaKey] {
    let upstream = SchemaKey("upstream", "The upstream, by label. Required.", .text)
    let lasting = SchemaKey("for", "How long. Default: until the end.", .form(.duration))
    let outage = SchemaSection(
      [
        upstream, lasting,
        SchemaKey(
          "status", "The status it answers with, or connection. Default: 503.",
          .either([.choice(["connection"]), .integer(400...599)])),
        SchemaKey("retry_after", "The Retry-After of its answers.", wait),
      ], required: ["upstream"])
    let brownout = SchemaSection(
      [
        upstream, lasting,
        SchemaKey("delay", "How much longer answers take. Required.", .form(.duration)),
      ],
      required: ["upstream", "delay"])
    return [
      SchemaKey("revoke_key", "An upstream's key is refused with 401.", .text),
      SchemaKey("restore_key", "An upstream's key is valid again.", .text),
      SchemaKey("outage", "An upstream answers nobody.", .either([.text, .section(outage)])),
      SchemaKey("brownout", "An upstream answers slowly.", .section(brownout)),
      SchemaKey(
        "fault", "An upstream goes wrong, or the place where the cost map is published.",
        .either([.named("coming_fault", comingFault(upstream, lasting)), .section(costMapFault)])),
    ]
  }

  private static var costMapFault: SchemaSection {
    SchemaSection(
      [
        SchemaKey(
          "cost_map", "What is wrong with the published cost map.",
          .choice(CostMapFault.allCases.map(\.rawValue)))
      ], required: ["cost_map"])
  }

  private static func comingFault(_ upstream: SchemaKey, _ lasting: SchemaKey) -> SchemaSection {
    let accepted =
      FaultReader.effects
      + FaultReader.conditions.filter { $0 != "from" && $0 != "until" }
    var section = SchemaSection(
      accepted: ["upstream", "for"] + accepted + ["times"],
      [
        upstream, lasting,
        SchemaKey("times", "Only the first so many calls.", .integer(1...1_000_000)),
      ]
        + faultKeys, required: ["upstream"])
    section.exactlyOne = FaultReader.effects
    return section
  }

  static var fault: SchemaSection {
    var section = SchemaSection(
      accepted: FaultReader.effects + FaultReader.conditions, faultKeys)
    section.exactlyOne = FaultReader.effects
    return section
  }

  /// How an answer says when to come back.
  private static var wait: SchemaShape {
    var section = SchemaSection(
      accepted: WaitReader.fields,
      [
        SchemaKey("seconds", "Retry-After in seconds.", .form(.duration)),
        SchemaKey("date", "Retry-After as a date.", .form(.duration)),
        SchemaKey("ms", "retry-after-ms, and nothing beside it.", .form(.duration)),
      ])
    section.hasOneKey = true
    return .either([.form(.duration), .choice(["none"]), .named("retry_after", section)])
  }

  private static var faultKeys: [SchemaKey] {
    [
      SchemaKey(
        "answers", "Answers with this status, or for this reason with the provider's own.",
        .either([.integer(400...599), .choice(RefusalReason.faults.map(\.code))])),
      SchemaKey("breaks", "The connection breaks without an answer.", .choice(["connection"])),
      SchemaKey("cut", "A stream breaks off after after_events.", .choice(["stream"])),
      SchemaKey(
        "fails", "A stream sends an error event after after_events.", .integer(400...599)),
      SchemaKey("delay", "The answer takes so much longer.", .form(.duration)),
      SchemaKey(
        "silent", "Accepts the call, sends nothing, and closes the connection after so long.",
        .form(.duration)),
      SchemaKey(
        "stall", "A stream stops after after_events and goes on after so long.", .form(.duration)),
      SchemaKey(
        "attempts", "Which of the calls that meet the other conditions: 1, 2..4, 3..",
        .form(.ordinals)),
      SchemaKey("from", "Calls that arrive then or later.", .form(.duration)),
      SchemaKey("until", "Calls that arrive before.", .form(.duration)),
      SchemaKey("turn", "Only this turn of a conversation, from one.", .integer(1...1_000)),
      SchemaKey("model", "Only this upstream model.", .text),
      SchemaKey("stream", "Only streamed calls, or only others.", .bool),
      SchemaKey("sealed", "Only calls whose input holds sealed items, or only others.", .bool),
      SchemaKey("retry_after", "The Retry-After of the answer.", wait),
      SchemaKey("after_events", "After so many stream events. Default: 3.", .integer(0...10_000)),
    ]
  }
}
