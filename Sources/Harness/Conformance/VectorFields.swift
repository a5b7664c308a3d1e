import RoutingCore
import Scenarios
import WireFormats

/// Reads the fields of a vector; whatever is not as the format says is a problem with its name.
struct VectorFields {
  let value: JSONValue
  /// What the fields belong to, as a message names it: `given`, `given.request`.
  let path: String

  init(_ value: JSONValue, _ path: String) throws(VectorProblem) {
    guard value.object != nil else {
      throw VectorProblem("\(path) is \(value.kindName), expected an object")
    }
    self.value = value
    self.path = path
  }

  /// A field that is there and not null.
  func optional(_ key: String) -> JSONValue? {
    guard let found = value[key], !found.isNull else { return nil }
    return found
  }

  func required(_ key: String) throws(VectorProblem) -> JSONValue {
    guard let found = optional(key) else { throw VectorProblem("\(path) lacks the field '\(key)'") }
    return found
  }

  private func wrong(_ key: String, _ found: JSONValue, _ expected: String) -> VectorProblem {
    VectorProblem("\(path).\(key) is \(found.kindName), expected \(expected)")
  }

  func object(_ key: String) throws(VectorProblem) -> VectorFields {
    try VectorFields(try required(key), "\(path).\(key)")
  }

  func text(_ key: String) throws(VectorProblem) -> String {
    let found = try required(key)
    guard let text = found.string else { throw wrong(key, found, "a text") }
    return text
  }

  func optionalText(_ key: String) throws(VectorProblem) -> String? {
    optional(key) == nil ? nil : try text(key)
  }

  /// A text that Python formats: null becomes its word.
  func formatted(_ key: String) throws(VectorProblem) -> String {
    value[key]?.isNull == true ? "None" : try text(key)
  }

  func array(_ key: String) throws(VectorProblem) -> [JSONValue] {
    let found = try required(key)
    guard let items = found.array else { throw wrong(key, found, "a list") }
    return items
  }

  /// The texts of a list; none if there is no list.
  func texts(_ key: String) throws(VectorProblem) -> [String] {
    guard optional(key) != nil else { return [] }
    var texts: [String] = []
    for item in try array(key) {
      guard let text = item.string else { throw wrong(key, item, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  /// A whole number, which may be spelled with a fraction of zero.
  func integer(_ key: String) throws(VectorProblem) -> Int? {
    guard let found = optional(key) else { return nil }
    guard let number = found.fraction, let whole = Int(exactly: number) else {
      throw wrong(key, found, "a whole number")
    }
    return whole
  }

  /// A whole number of a type; one that does not fit is out of range.
  func integer<Number: FixedWidthInteger>(
    _ key: String, as type: Number.Type
  ) throws(VectorProblem) -> Number? {
    guard let whole = try integer(key) else { return nil }
    guard let number = Number(exactly: whole) else {
      throw VectorProblem(
        "\(path).\(key) is \(whole), accepted are \(Number.min) to \(Number.max)")
    }
    return number
  }

  /// A whole number within bounds.
  func integer(_ key: String, _ accepted: ClosedRange<Int>) throws(VectorProblem) -> Int? {
    guard let whole = try integer(key) else { return nil }
    guard accepted.contains(whole) else {
      throw VectorProblem(
        "\(path).\(key) is \(whole), accepted are \(accepted.lowerBound) to "
          + "\(accepted.upperBound)")
    }
    return whole
  }

  func number(_ key: String) throws(VectorProblem) -> Double? {
    guard let found = optional(key) else { return nil }
    guard let number = found.fraction else { throw wrong(key, found, "a number") }
    return number
  }

  func flag(_ key: String) throws(VectorProblem) -> Bool? {
    guard let found = optional(key) else { return nil }
    guard let flag = found.bool else { throw wrong(key, found, "true or false") }
    return flag
  }

  /// A mapping of names to names; none if it is absent, and none for null.
  func aliases(_ key: String) throws(VectorProblem) -> [NameAlias] {
    guard optional(key) != nil else { return [] }
    var aliases: [NameAlias] = []
    for member in try object(key).value.object?.members ?? [] where !member.value.isNull {
      guard let target = member.value.string else {
        throw wrong("\(key).\(member.key)", member.value, "a text")
      }
      aliases.append(NameAlias(name: member.key, target: target))
    }
    return aliases
  }
}

extension JSONValue {
  /// What a message calls the value.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): "'\(text.count > 40 ? String(text.prefix(37)) + "..." : text)'"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The number as a fraction.
  var fraction: Double? {
    guard case .number(let text) = self, let number = Double(text), number.isFinite else {
      return nil
    }
    return number
  }

  /// A fraction as JSON writes it.
  static func fraction(_ value: Double) -> JSONValue {
    // What a debugger would print of it is what Swift reads back as the same number.
    .number(value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value)).0" : "\(value)")
  }
}
