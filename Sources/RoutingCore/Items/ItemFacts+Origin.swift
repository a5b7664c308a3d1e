extension ItemFacts {
  /// The origin of an input: that of its first item with a marker, read from the front.
  ///
  /// An encoded id may name the empty text; it still ends the search.
  @inlinable
  public static func firstOrigin(of items: some Sequence<ItemFacts>) -> Marker {
    for item in items where item.origin != .absent { return item.origin }
    return .absent
  }
}
