extension InputEdit {
  /// What stripping does to one item: sealed reasoning loses its seal, or goes if nothing is left.
  ///
  /// Items of other kinds keep their seal, unless compaction items are meant, too, and reasoning
  /// whose `encrypted_content` is null or empty stays as it is (LiteLLM 1.109.1, executed). A JSON
  /// null in the list goes whenever stripping runs, whatever it was meant for.
  @inlinable
  public static func stripping(_ facts: ItemFacts, everyKind: Bool = false) -> InputEdit {
    if facts.isNull { return .remove }
    guard facts.kind == .reasoning || everyKind && facts.kind == .compaction,
      facts.hasSealedValue
    else { return .keep }
    return facts.hasReadableText ? .stripSeal : .remove
  }
}
