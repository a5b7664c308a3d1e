/// The members of a JSON object in the order of the text.
///
/// Keys compare by their UTF-8 bytes. A key that occurs twice is kept twice, so that a text comes
/// back as it was; look-ups see the last one, as Python's `json` does.
public struct JSONObject: Sendable {
  /// One key and its value.
  public typealias Member = (key: String, value: JSONValue)

  /// The members in order.
  public private(set) var members: [Member]

  /// Makes an object of members in this order.
  public init(_ members: [Member] = []) { self.members = members }

  /// How many members there are, repeated keys counted each time.
  public var count: Int { members.count }

  /// The value of the last member with this key, or nil.
  ///
  /// - Complexity: linear in the number of members.
  public subscript(key: String) -> JSONValue? {
    lastIndex(of: key).map { members[$0].value }
  }

  /// Puts a value where the key stands, or at the end if the key is new.
  public mutating func set(_ key: String, to value: JSONValue) {
    guard let index = lastIndex(of: key) else {
      members.append((key, value))
      return
    }
    members[index].value = value
  }

  /// Adds a member at the end without looking for the key.
  public mutating func append(_ key: String, _ value: JSONValue) { members.append((key, value)) }

  /// Takes out every member with this key.
  public mutating func remove(_ key: String) {
    members.removeAll { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private func lastIndex(of key: String) -> Int? {
    members.lastIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }
}

extension JSONObject: Equatable {
  /// Whether both hold the same members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && zip(left.members, right.members).allSatisfy { mine, theirs in
        mine.key.utf8.elementsEqual(theirs.key.utf8) && mine.value == theirs.value
      }
  }
}
