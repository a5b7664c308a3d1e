/// A list whose storage stays when it is emptied: emptying it is one store.
///
/// The hot path fills and empties the same few lists for every request; the standard library's
/// `removeAll(keepingCapacity:)` takes some hundred instructions each time.
@frozen
public struct ReusedArray<Element: BitwiseCopyable> {
  @usableFromInline var storage: [Element] = []
  @usableFromInline var used = 0

  /// Makes an empty list.
  @inlinable
  public init() {}

  /// Makes a list of these elements.
  public init(_ elements: some Collection<Element>) { append(contentsOf: elements) }

  /// Adds an element at the end.
  @inlinable
  public mutating func append(_ element: Element) {
    if used < storage.count {
      storage[used] = element
    } else {
      storage.append(element)
    }
    used &+= 1
  }

  /// Adds elements at the end.
  @inlinable
  public mutating func append(contentsOf elements: some Collection<Element>) {
    for element in elements { append(element) }
  }

  /// Takes the last element out.
  @inlinable
  @discardableResult
  public mutating func removeLast() -> Element {
    precondition(used > 0, "an empty list has no last element")
    used &-= 1
    return storage[used]
  }

  /// Takes every element out and keeps the storage.
  @inlinable
  public mutating func clear() { used = 0 }
}

extension ReusedArray: RandomAccessCollection, MutableCollection {
  /// Always zero.
  @inlinable public var startIndex: Int { 0 }
  /// How many elements the list holds.
  @inlinable public var endIndex: Int { used }

  /// The element at a place.
  @inlinable
  public subscript(place: Int) -> Element {
    get {
      precondition(place < used, "the list has fewer elements")
      return storage[place]
    }
    _modify {
      precondition(place < used, "the list has fewer elements")
      yield &storage[place]
    }
  }
}

extension ReusedArray: Sendable where Element: Sendable {}

extension ReusedArray: Equatable where Element: Equatable {
  /// Compares elements, not storage.
  @inlinable
  public static func == (left: ReusedArray, right: ReusedArray) -> Bool {
    left.elementsEqual(right)
  }
}
