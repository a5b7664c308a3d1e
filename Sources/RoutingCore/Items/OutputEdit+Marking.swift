extension OutputEdit {
  /// What marking does to one item of a response body: sealed text is wrapped, its item's id
  /// encoded; an item without sealed text stays raw.
  ///
  /// Streamed item events get only the wrapper: intersect with `wrapContent`.
  @inlinable
  public static func marking(_ facts: ItemFacts) -> OutputEdit {
    guard facts.hasSealedText else { return [] }
    return facts.hasID ? [.wrapContent, .encodeID] : .wrapContent
  }
}
