import Foundation
import Testing
import WireFormats

/// A recorded case of LiteLLM 1.109.1.
struct Vector {
  let id: String
  let given: JSONValue
  let expected: JSONValue
}

/// The files of `Vectors`, or files of the same names in the directory that `WINDTUNNEL_VECTORS`
/// names.
enum VectorFile {
  static let otherDirectory = ProcessInfo.processInfo.environment["WINDTUNNEL_VECTORS"]

  static func read(_ kind: String, from folder: String = "Vectors") throws -> [Vector] {
    let ours = Bundle.module.url(
      forResource: kind, withExtension: "jsonl", subdirectory: folder)
    let other =
      folder != "Vectors"
      ? nil : otherDirectory.map { URL(fileURLWithPath: $0).appending(path: kind + ".jsonl") }
    let file = try #require(other ?? ours)
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
      let value = try JSONValue.parse(Array(line))
      return Vector(
        id: try #require(value["id"]?.string), given: try #require(value["given"]),
        expected: try #require(value["expect"]))
    }
  }
}

extension JSONValue {
  /// The text of the value on one line.
  var line: String { String(decoding: serialized(style: .python), as: UTF8.self) }

  /// The number as a fraction.
  var fraction: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// The strings of a list.
  var strings: [String] { (array ?? []).compactMap(\.string) }

  /// The members of an object, or none.
  var members: [JSONObject.Member] { object?.members ?? [] }
}
