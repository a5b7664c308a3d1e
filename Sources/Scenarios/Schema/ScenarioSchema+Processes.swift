import RoutingCore
import Tunnel
import Upstreams

/// The gateway's processes, and the fakes behind it.
extension ScenarioSchema {
  static var gateway: SchemaSection {
    SchemaSection(
      accepted: VariantReader.gatewayFields,
      [
        SchemaKey(
          "replicas",
          "Gateway processes, each with caches of its own, or a list of their presets. Default: 1.",
          .either([.integer(1...1_000), .list(.choice(presets), countMin: 1)])),
        SchemaKey(
          "balance", "Which replica gets a request. Default: round_robin.",
          .choice(ReplicaBalance.allCases.map(\.rawValue))),
        SchemaKey(
          "callback_lag", "How late the outcome of an attempt is booked. Default: 0s.",
          .form(.duration)),
        SchemaKey(
          "store_latency", "How long the shared store takes to answer. Default: 1ms.",
          .form(.duration)),
        SchemaKey(
          "store_timeout", "How long a replica waits for the store. Default: 5s.",
          .form(.duration)),
        SchemaKey(
          "database", "Keys are looked up in it, by way of the store. Default: keys are known.",
          .optional(.named("database", database))),
        SchemaKey(
          "queue_watch", "Replicas watch their deployments' queues, for least-queue.",
          .optional(.named("queue_watch", queueWatch))),
        SchemaKey("reload_every", "Replicas reload the cost map so often.", .form(.duration)),
        SchemaKey(
          "reload_poll", "How often a replica looks whether a reload is due. Default: 30s.",
          .form(.duration)),
        SchemaKey(
          "sync", "How often a replica looks which models the database holds. Default: 30s.",
          .form(.duration)),
      ])
  }

  static var upstream: SchemaSection {
    SchemaSection(
      accepted: UpstreamReader.accepted,
      [
        SchemaKey(
          "provider", "Whose API it speaks. Default: from the endpoint.",
          .choice(ProviderKind.allCases.map(\.rawValue))),
        SchemaKey("vertex", "Whether it is Vertex AI. Default: from the endpoint.", .bool),
        SchemaKey(
          "redacted", "Whether thinking comes redacted (Anthropic). Default: false.", .bool),
        SchemaKey(
          "strictness", "How closely it looks at signatures. Default: from provider and model.",
          .choice(SealStrictness.allCases.map(\.rawValue))),
        SchemaKey(
          "rate_limit", "Calls and tokens that it takes in a time.",
          .named("rate_limit", rateLimit)),
        SchemaKey(
          "boundary", "Who can open what it seals; fakes that name one boundary share it.", .text),
        SchemaKey(
          "models",
          "The upstream models that it serves; another is answered with 404. Default: all.",
          .list(.text)),
        SchemaKey("first_byte", "Until the first byte. Default: 200ms.", spread),
        SchemaKey("per_token", "For each token after it. Default: 5ms.", spread),
        SchemaKey("tokens", "Tokens in an answer. Default: 40.", .integer(0...100_000)),
        SchemaKey("capacity", "Calls served at once; the others wait.", .integer(1...1_000_000)),
        SchemaKey(
          "queue", "Calls that may wait; more are answered with 503. Default: 1000.",
          .integer(0...10_000_000)),
        SchemaKey(
          "sealed_items", "Sealed reasoning items in an answer. Default: 1.", .integer(0...64)),
        SchemaKey(
          "binds_seals",
          "Whether it refuses content that another boundary sealed. Default: true.", .bool),
        SchemaKey(
          "connections", "How many connections the gateway keeps to it. Default: any number.",
          .integer(1...1_000_000)),
        SchemaKey(
          "client_lifetime", "How long the gateway uses one HTTP client for it. Default: for ever.",
          .form(.duration)),
        SchemaKey(
          "null_parameters", "What it makes of a parameter that is null. Default: taken.",
          .choice(["taken", "refused"])),
        SchemaKey(
          "beta", "The beta flags that it knows; it refuses others. Default: any.", .list(.text)),
        SchemaKey(
          "prefill", "What it makes of the beginning of an answer. Default: continued.",
          .choice(Prefill.allCases.map(\.rawValue))),
        SchemaKey(
          "faults", "What goes wrong; the first that is met counts.", .list(.named("fault", fault))),
      ])
  }

  static var rateLimit: SchemaSection {
    var section = SchemaSection(
      accepted: RateLimitReader.accepted,
      [
        SchemaKey("requests", "Calls.", .integer(1...1_000_000_000)),
        SchemaKey("tokens", "Tokens.", .integer(1...1_000_000_000_000)),
        SchemaKey("per", "In so long a time.", .form(.duration)),
        SchemaKey(
          "window", "Counted by windows so long. Default: the whole time.", .form(.duration)),
        SchemaKey(
          "retry_after", "How Retry-After is spelled. Default: the provider's way.",
          .choice(RetryAfterSpelling.allCases.map(\.rawValue))),
      ])
    section.atLeastOne = ["requests", "tokens"]
    return section
  }

  static var spread: SchemaShape {
    .either([.form(.duration), .named("distribution", distribution)])
  }

  static var distribution: SchemaSection {
    var section = SchemaSection(
      accepted: DistributionReader.accepted,
      [
        SchemaKey(
          "uniform", "Evenly between two durations: [100ms, 300ms].",
          .list(.form(.duration), countMin: 2)),
        SchemaKey("exponential", "Exponential with this mean.", .form(.duration)),
        SchemaKey(
          "lognormal", "Lognormal through these two quantiles.",
          .section(
            SchemaSection(
              [
                SchemaKey("p50", "The median.", .form(.duration)),
                SchemaKey("p99", "The 99th percentile.", .form(.duration)),
              ], required: ["p50", "p99"]))),
        SchemaKey(
          "quantiles", "Straight lines between percentiles: {50: 200ms, 99: 1.5s}.",
          .map(.form(.duration))),
      ])
    section.hasOneKey = true
    return section
  }
}
