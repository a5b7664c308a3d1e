/// How closely an upstream looks at signatures.
public enum SealStrictness: String, CaseIterable, Sendable, BitwiseCopyable {
  /// Not at all (Gemini 2.5, Gemini 3 Pro Image).
  case none
  /// What is there must be its own and unchanged; what is missing is let pass.
  case present
  /// Besides, a call of a tool must come with one (Gemini 3; Anthropic while thinking is on).
  case calls

  /// Whether a Gemini model asks for signatures of calls: the third generation does, except for its
  /// image models.
  public static func enforces(geminiModel name: String) -> Bool {
    name.hasPrefix("gemini-3") && name.firstRange(of: "image") == nil
  }
}
