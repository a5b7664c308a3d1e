import RoutingCore
import Tunnel

/// What is right, and what is known to be wrong.
extension ScenarioSchema {
  static var expectations: SchemaSection {
    SchemaSection(accepted: ExpectationReader.accepted, scopes + numbers)
  }

  private static var scopes: [SchemaKey] {
    let texts: [TurnScope: String] = [
      .turns: "All turns, by outcome.", .firstTurns: "The first turn of each conversation.",
      .followUps: "The later turns.",
      .mixed: "Turns whose input holds sealed items of more than one boundary.",
    ]
    return TurnScope.allCases.map {
      SchemaKey($0.rawValue, texts[$0] ?? "", .named("turn_claim", turnClaim))
    }
  }

  private static var numbers: [SchemaKey] {
    let counts: [RunCount: String] = [
      .degraded: "Turns answered with their sealed reasoning stripped.",
      .failed: "Turns that failed.",
      .sealedItemsAbroad:
        "Sealed items that reached an upstream which cannot open them. 0 unless it is written.",
      .markersUpstream: "The gateway's markers that an upstream saw. 0 unless it is written.",
      .unfinishedRequests: "Requests that never ended. 0 unless it is written.",
      .databaseReads: "Reads of keys in the database.",
      .attemptsOverBound:
        "Requests with more attempts than retries and fallbacks allow. 0 unless it is written.",
      .answersForNobody: "Answers that upstreams completed for clients that had left.",
      .attemptsForNobody: "Attempts that were started for clients that had left.",
      .leakedConnections: "Connections that were never given back to their pools.",
      .upstreamTimeForNobody: "Milliseconds that upstreams worked for clients that had left.",
    ]
    return RunCount.allCases.map {
      SchemaKey($0.rawValue, counts[$0] ?? "", .form(.count))
    } + [
      SchemaKey(
        "added_latency", "What the gateway added: {p99: 0ms} allows 1% of requests beyond.",
        .named("latencies", latencies)),
      SchemaKey(
        "queueing", "What calls waited for capacity.", .named("latencies", latencies)),
      SchemaKey(
        "attempts", "Attempts of one request, and of all.",
        .section(
          SchemaSection([
            SchemaKey("max", "The most of one request.", .form(.count)),
            SchemaKey("total", "All of them.", .form(.count)),
          ]))),
      SchemaKey(
        "streams", "The turns of single streams of traffic, by label or place: s1, s2.",
        .map(.named("turn_claim", turnClaim))),
      SchemaKey("load", "Attempts on deployments, by label.", .map(.form(.count))),
      SchemaKey("boundaries", "Attempts on boundaries, by name.", .map(.form(.count))),
    ]
  }

  static var turnClaim: SchemaSection {
    let texts: [ClaimedOutcome: String] = [
      .ok: "Good answers.", .degraded: "Good answers whose sealed reasoning was stripped.",
      .denied: "The key may not call the model.", .failed: "Errors.",
      .left: "The client was gone.",
    ]
    return SchemaSection(
      ClaimedOutcome.allCases.map { SchemaKey($0.rawValue, texts[$0] ?? "", .form(.count)) } + [
        SchemaKey(
          "upstream", "The upstream's code behind every one that was denied or failed.", .text),
        SchemaKey(
          "status", "The status that the client saw of every one that was denied or failed.",
          .integer(100...599)),
      ])
  }

  static var latencies: SchemaSection {
    SchemaSection(
      ["p50", "p90", "p99", "p99.9", "max"].map { name in
        let text =
          name == "max" ? "No request lies beyond." : "So many percent of requests lie within."
        return SchemaKey(name, text, .form(.duration))
      })
  }

  /// What a step comes to: a word, a status, or both and more.
  static var stepClaim: SchemaShape {
    .either([
      .choice(ClaimedOutcome.allCases.map(\.rawValue)), .integer(100...599), .list(.text),
      .named("step_claim", stepClaimFields),
    ])
  }

  static var stepClaimFields: SchemaSection {
    SchemaSection(
      accepted: StepClaimReader.fields,
      [
        SchemaKey(
          "outcome", "How it comes out.", .choice(ClaimedOutcome.allCases.map(\.rawValue))),
        SchemaKey("status", "The status that the client sees.", .integer(100...599)),
        SchemaKey("type", "error.type of a denial.", .text),
        SchemaKey("upstream", "The code that the upstream refused with.", .text),
        SchemaKey("served_by", "The deployment that answers, by label.", .text),
        SchemaKey("model", "The model that the upstream is asked for.", .text),
        SchemaKey("lists", "Names that a list of models has.", .list(.text)),
        SchemaKey("omits", "Names that a list of models lacks.", .list(.text)),
      ])
  }
}
