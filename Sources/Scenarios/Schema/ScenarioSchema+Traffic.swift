import RoutingCore
import Tunnel
import Upstreams

/// Who calls.
extension ScenarioSchema {
  static var traffic: SchemaSection {
    SchemaSection(
      accepted: TrafficReader.accepted, conversationKeys + clientKeys + traits, required: ["model"])
  }

  private static var conversationKeys: [SchemaKey] {
    [
      SchemaKey(
        "model", "The name that is asked for: a group, an alias or a deployment's id. Required.",
        .text),
      SchemaKey(
        "label", "What reports call the stream if there are several.", .text),
      SchemaKey("conversations", "How many. Default: 1.", .integer(0...100_000_000)),
      SchemaKey(
        "turns", "How many turns each has, or a list that describes them. Default: 1.",
        .either([
          .integer(1...1_000), .list(.optional(.named("turn", turn)), countMin: 1),
        ])),
      SchemaKey(
        "order", "Whole conversations one by one (default), or first turns of all, then second.",
        .choice(TurnOrder.allCases.map(\.rawValue))),
      SchemaKey(
        "arrival",
        "When conversations start: one_by_one (default), {poisson: 50/s}, {constant: 10/s}, "
          + "{burst: 20, every: 5s}.",
        .either([.choice(["one_by_one"]), .named("arrival", arrival)])),
      SchemaKey(
        "spacing", "Turns that come one by one start at least so far apart. Default: 1s.",
        .form(.duration)),
      SchemaKey("think", "Between the end of a turn and the next. Default: 1s.", spread),
      SchemaKey("start", "When the first conversation starts. Default: 0s.", .form(.duration)),
      SchemaKey(
        "keys", "Names of keys, taken in turn, or how many keys of their own.",
        .either([.list(.text), .integer(1...1_000_000)])),
      SchemaKey(
        "sessions", "none (default), per_conversation, or so many, taken in turn.",
        .either([.choice(["none", "per_conversation"]), .integer(1...100_000_000)])),
      SchemaKey(
        "state",
        "replay (default): the client sends back its items; previous_response: it names the "
          + "response before.", .choice(ConversationState.allCases.map(\.rawValue))),
      SchemaKey("leave", "When the client closes its connection.", .named("leave", leaving)),
    ]
  }

  private static var clientKeys: [SchemaKey] {
    [
      SchemaKey(
        "client", "How the client behaves. Default: naive.", .choice(ClientProfile.names)),
      SchemaKey(
        "surface", "Which API the client speaks. Default: responses.",
        .choice(Surface.allCases.map(\.rawValue))),
      SchemaKey("tools", "Whether every answer calls a tool. Default: false.", .bool),
      SchemaKey(
        "thinking", "Whether thinking blocks are sent back at all.", .choice(["keep", "drop"])),
      SchemaKey(
        "signature_delta", "Whether the signature of a streamed thinking block is taken.",
        .choice(["keep", "drop"])),
      SchemaKey("stream", "Whether it streams. Default: from client.", .bool),
      SchemaKey(
        "keep", "From where a streaming client takes its items. Default: from client.",
        .choice(KeptItems.allCases.map(\.rawValue))),
      SchemaKey("ids", "Whether item ids are sent back.", .choice(["keep", "drop"])),
      SchemaKey("blobs", "Whether sealed content is sent back.", .choice(["keep", "drop"])),
      SchemaKey("retries", "How often a request is tried again.", .integer(0...100)),
      SchemaKey(
        "honours_retry_after",
        "Whether it waits as long as Retry-After says before it tries again. Default: true.", .bool),
      SchemaKey(
        "after_error", "What it does after a turn that failed for good.",
        .choice(AfterError.allCases.map(\.rawValue))),
    ]
  }

  static var arrival: SchemaSection {
    var section = SchemaSection([
      SchemaKey("poisson", "Independently, so many in a time on average.", .form(.rate)),
      SchemaKey("constant", "Evenly.", .form(.rate)),
      SchemaKey("burst", "So many at once, again and again.", .integer(1...10_000_000)),
      SchemaKey("every", "How often a burst comes. Default: 1s.", .form(.duration)),
    ])
    section.atLeastOne = ["poisson", "constant", "burst"]
    section.needs = [(key: "every", oneOf: ["burst"])]
    return section
  }

  static var leaving: SchemaSection {
    var section = SchemaSection([
      SchemaKey("turn", "Only in this turn, from one.", .integer(1...1_000)),
      SchemaKey("after", "So long after the request.", .form(.duration)),
      SchemaKey("after_events", "Once so many stream events have come.", .integer(1...1_000_000)),
    ])
    section.atLeastOne = ["after", "after_events"]
    return section
  }

  static var turn: SchemaSection {
    SchemaSection(
      [
        SchemaKey("model", "Another name to ask for.", .text),
        SchemaKey("replay", "Whether the conversation so far goes with it. Default: true.", .bool),
        SchemaKey(
          "origin", "What happens to the origin just before the turn.",
          .either([.choice(["removed", "blocked"]), .named("origin", origin)])),
        SchemaKey(
          "tamper", "What happens to sealed content on its way.",
          .choice(Tampering.allCases.map(\.rawValue))),
      ] + traits)
  }

  /// What a request brings along, in a stream, a turn or a call.
  static var traits: [SchemaKey] {
    let tokens = SchemaShape.optional(.integer(0...TraitsReader.tokensMax))
    return [
      SchemaKey(
        "tags", "The request's tags; `&` requires one, `!` excludes one.", .optional(.list(.text))),
      SchemaKey(
        "enable_tag_filtering", "Whether the request switches the tag filter on.",
        .optional(.bool)),
      SchemaKey(
        "allowed_model_region", "The only region that may answer.", .optional(.text)),
      SchemaKey("input_tokens", "The tokens of its input. Default: 0.", tokens),
      SchemaKey("output_tokens", "The tokens of its answer. Default: the upstream's.", tokens),
      SchemaKey(
        "routing_strategy", "How it is picked.",
        .optional(.choice(StrategyReader.names + [StrategyReader.byBudget]))),
      SchemaKey(
        "complexity", "How hard it is, for a complexity router. Default: simple.",
        .optional(.choice(RequestComplexity.allCases.map(\.rawValue)))),
      SchemaKey(
        "timeout", "How long the gateway may bear the silence of an upstream. Default: any time.",
        .optional(.form(.duration))),
      SchemaKey("beta", "Its beta flags.", .optional(.list(.text))),
      SchemaKey(
        "null_parameters", "Whether a parameter of it is null. Default: false.", .optional(.bool)),
      SchemaKey(
        "container",
        "Whether it runs code in a container, which the conversation's first answer makes. "
          + "Default: false.", .optional(.bool)),
      SchemaKey(
        "compact",
        "Whether it asks for the conversation to be compacted: one sealed item takes its place. "
          + "Default: false.", .optional(.bool)),
      SchemaKey(
        "disable_fallbacks", "No fallbacks for its requests. Default: false.", .optional(.bool)),
    ]
  }

  static var origin: SchemaSection {
    var section = SchemaSection([
      SchemaKey("cools", "It is booked as failed, with this Retry-After.", .form(.duration)),
      SchemaKey("status", "The status of that failure. Default: 429.", .integer(400...599)),
      SchemaKey("answers", "It answers this turn's calls with this status.", .integer(400...599)),
      SchemaKey("retry_after", "The Retry-After of those answers.", .form(.duration)),
      SchemaKey("times", "Only the first so many calls. Default: all.", .integer(1...65_535)),
    ])
    section.atLeastOne = ["cools", "answers"]
    return section
  }
}
