/// What an upstream makes of a request that ends with a message of the assistant's.
public enum Prefill: String, CaseIterable, Sendable, BitwiseCopyable {
  /// It goes on where the message ends.
  case continued
  /// It answers anew, so that the client reads the beginning twice.
  case repeated
  /// It refuses, as Anthropic's newer models do.
  case refused
}
