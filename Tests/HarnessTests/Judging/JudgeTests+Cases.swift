import Harness

extension JudgeTests {
  private static let abroad = "violated sealed_items_abroad: 0 | 11"

  static let holding = [
    Case(name: "nothing is expected", isChecked: true, verdict: .holds),
    Case(name: "invariants are", verdict: .failed, violations: [abroad]),
    Case(
      name: "all hold",
      expect: "{follow_ups: {ok: all}, degraded: 0, added_latency: {p99: 0ms, max: 0ms}}",
      isChecked: true, verdict: .holds),
    Case(
      name: "a turn claim fails", expect: "{follow_ups: {ok: all}}", verdict: .failed,
      violations: ["violated follow_ups: ok all | ok 9 of 20", abroad]),
    Case(
      name: "counts and reasons of first turns hold",
      expect: "{first_turns: {ok: 20, failed: 0}, sealed_items_abroad: 1..}", verdict: .holds),
  ]

  static let breaking = [
    Case(
      name: "breaks as known", expect: "{follow_ups: {ok: all}}",
      breaks:
        "{follow_ups: {failed: 11, upstream: invalid_encrypted_content}, sealed_items_abroad: 11}",
      verdict: .reproduces,
      reproduced: [
        "broken_as_known follow_ups: failed 11, upstream invalid_encrypted_content | "
          + "failed 11 of 20, upstream invalid_encrypted_content",
        "broken_as_known sealed_items_abroad: 11 | 11",
      ]),
    Case(
      name: "breaks no longer", expect: "{follow_ups: {ok: all}}",
      breaks: "{follow_ups: {failed: 11}, sealed_items_abroad: 11}", isChecked: true,
      verdict: .failed,
      violations: [
        "no_longer_broken follow_ups: failed 11 | failed 0 of 20",
        "no_longer_broken sealed_items_abroad: 11 | 0",
      ]),
    Case(
      name: "breaks in another number", expect: "{follow_ups: {ok: all}}",
      breaks: "{follow_ups: {failed: 10}, sealed_items_abroad: 11}", verdict: .failed,
      violations: ["broken_otherwise follow_ups: failed 10 | failed 11 of 20"],
      reproduced: ["broken_as_known sealed_items_abroad: 11 | 11"]),
    Case(
      name: "breaks for another reason", expect: "{follow_ups: {ok: all}}",
      breaks: "{follow_ups: {failed: 11, upstream: rate_limit_exceeded}, sealed_items_abroad: 11}",
      verdict: .failed,
      violations: [
        "broken_otherwise follow_ups: failed 11, upstream rate_limit_exceeded | "
          + "failed 11 of 20, upstream invalid_encrypted_content"
      ],
      reproduced: ["broken_as_known sealed_items_abroad: 11 | 11"]),
    Case(
      name: "breaks with another status", expect: "{follow_ups: {ok: all}}",
      breaks: "{follow_ups: {failed: 11, status: 500}, sealed_items_abroad: 11}", verdict: .failed,
      violations: [
        "broken_otherwise follow_ups: failed 11, status 500 | failed 11 of 20, status 400"
      ],
      reproduced: ["broken_as_known sealed_items_abroad: 11 | 11"]),
    Case(
      name: "one of two breaks", expect: "{follow_ups: {ok: all}, degraded: 0}",
      breaks: "{degraded: 9, sealed_items_abroad: 11}", verdict: .failed,
      violations: [
        "violated follow_ups: ok all | ok 9 of 20", "no_longer_broken degraded: 9 | 0",
      ],
      reproduced: ["broken_as_known sealed_items_abroad: 11 | 11"]),
  ]

  static let counting = [
    Case(
      name: "latency holds at its bound", expect: "{added_latency: {p50: 0ms, max: 1ms}}",
      isChecked: true, verdict: .holds),
    Case(
      name: "latency that is known to be exceeded and is not",
      expect: "{added_latency: {p99: 0ms}}", breaks: "{added_latency: {p99: 0ms}}",
      isChecked: true, verdict: .failed,
      violations: [
        "no_longer_broken added_latency: p99 beyond 0ms | 0 of 40 beyond 0ms"
      ]),
    Case(
      name: "loads", expect: "{load: {east: 40, west: 0}}", isChecked: true, verdict: .failed,
      violations: ["violated load: east 40, west 0 | east 16, west 24"]),
    Case(
      name: "boundaries", expect: "{boundaries: {east: 1.., west: 1..}}", isChecked: true,
      verdict: .holds),
    Case(
      name: "attempts", expect: "{attempts: {max: 2, total: 40}}", isChecked: true,
      verdict: .failed, violations: ["violated attempts: max 2, total 40 | max 1, total 40"]),
    Case(
      name: "nothing of a kind is not all of it", expect: "{mixed: {ok: 1}}", isChecked: true,
      verdict: .failed, violations: ["violated mixed: ok 1 | ok 0 of 0"]),
    Case(
      name: "a reason without a failure", expect: "{turns: {upstream: server_error}}",
      isChecked: true, verdict: .failed,
      violations: ["violated turns: upstream server_error | upstream none"]),
  ]
}
