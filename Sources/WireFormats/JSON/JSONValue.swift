/// A JSON value that keeps what the text said: the order of members, the spelling of numbers.
///
/// Two values are equal when their texts would be: members in the same order, numbers spelled the
/// same way, strings the same UTF-8 bytes. `hasSameContent(as:)` ignores the order of members.
public indirect enum JSONValue: Sendable {
  /// The value `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number as it was spelled: `1.0` and `1` stay different.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// A list of values.
  case array([JSONValue])
  /// Members in the order of the text.
  case object(JSONObject)

  /// A whole number.
  public static func integer(_ value: some BinaryInteger) -> JSONValue {
    .number(String(value))
  }

  /// The string, or null if there is none.
  public static func optional(_ text: String?) -> JSONValue {
    guard let text else { return .null }
    return .string(text)
  }

  /// An object of these members, in this order.
  public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(JSONObject(members.map { ($0.key, $0.value) }))
  }
}

extension JSONValue {
  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The truth value, or nil if this is something else.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The string, or nil if this is something else.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The whole number, or nil if this is something else, has a fraction, or does not fit.
  public var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// The number, or nil if this is something else.
  public var double: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// The elements, or nil if this is not a list.
  public var array: [JSONValue]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  /// The members, or nil if this is not an object.
  public var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// The value of a member, or nil if this is no object or has no such member.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }
}

extension JSONValue: Equatable {
  /// Whether both would be written as the same text.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left.utf8.elementsEqual(right.utf8)
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Whether both mean the same, the order of members aside.
  ///
  /// Numbers are still compared as they are spelled. Of members with one key the last counts.
  public func hasSameContent(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { $0.hasSameContent(as: $1) }
    case (.object(let left), .object(let right)):
      return left.isCovered(by: right) && right.isCovered(by: left)
    default:
      return self == other
    }
  }
}

extension JSONObject {
  fileprivate func isCovered(by other: JSONObject) -> Bool {
    members.allSatisfy { member in
      guard let mine = self[member.key], let theirs = other[member.key] else { return false }
      return mine.hasSameContent(as: theirs)
    }
  }
}
