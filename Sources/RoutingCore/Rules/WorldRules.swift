/// When the timer of an attempt runs: how long a silence of its upstream is borne.
public enum AttemptTimerRule: String, CaseIterable, Sendable {
  /// From the call on, and anew from each event of a stream. (LiteLLM)
  case silence
  /// From the call on until the first byte; later nobody listens.
  case firstByte = "first_byte"
  /// From the first byte on: an upstream that sends none is waited for without end. (Bifrost 2.1.0
  /// and 2.1.1)
  case afterHead = "after_head"
}

/// What becomes of a request whose client closed its connection.
public enum ClientGoneRule: String, CaseIterable, Sendable {
  /// It goes on as if the client were there: the call, tries after it, fallbacks. (LiteLLM, unless
  /// an option of June 2026 is set)
  case goesOn = "goes_on"
  /// The running call goes on, and none is started after it.
  case lastCall = "last_call"
  /// It ends at once, and the running call is cancelled. (recommended)
  case cancelled
}

/// What follows a failure in the middle of a stream, once the client has got some of the answer.
public enum MidStreamRule: String, CaseIterable, Sendable {
  /// A fallback target carries a chat completion on, with what there is as a prefill: whatever the
  /// target takes, the answer holds and the request's `disable_fallbacks` says. What comes of it is
  /// what the client sees. (LiteLLM up to 1.96)
  case continues
  /// The client gets the error, unless `enable_mid_stream_fallback_continuation` is set: then a
  /// fallback target that takes a prefill carries plain text on. (1.109.1)
  case optIn = "opt_in"
}

/// What the end of a stream without its final event is taken for.
public enum StreamEndRule: String, CaseIterable, Sendable {
  /// An error. (LiteLLM)
  case error
  /// The end of the answer: the client gets a part of it, and a good status.
  case complete
}
