extension Array where Element: BitwiseCopyable {
  /// Takes every element out and keeps the storage; cheap for the few elements that the hot path
  /// holds, for which `removeAll(keepingCapacity:)` takes ten times as many instructions.
  @inlinable
  @inline(__always)
  public mutating func clear() {
    if count > 8 {
      removeAll(keepingCapacity: true)
    } else {
      while popLast() != nil {}
    }
  }
}
