/// Gives each distinct text a small number, in the order in which the texts first appear.
///
/// Texts compare by their UTF-8 bytes, not by Swift's String equality, which folds canonical
/// forms. The dictionary inside is only looked up, never iterated.
public struct NameTable: Sendable {
  /// The texts by their numbers.
  public private(set) var names: [String] = []
  private var numbers: [[UInt8]: UInt32] = [:]

  /// Makes an empty table.
  public init() {}

  /// How many texts the table holds.
  public var count: Int { names.count }

  /// The number of a text, entered if it is new.
  public mutating func intern(_ name: String) -> UInt32 {
    let key = Array(name.utf8)
    if let number = numbers[key] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[key] = number
    return number
  }

  /// The number of a text, or nil if it was never entered.
  public func number(of name: String) -> UInt32? { numbers[Array(name.utf8)] }

  /// The text of a number.
  public subscript(number: UInt32) -> String {
    precondition(number < names.count, "name number \(number) was never given out")
    return names[Int(number)]
  }
}
