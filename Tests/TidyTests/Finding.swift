/// Something untidy, as compilers tell it.
struct Finding: Equatable, Comparable, CustomStringConvertible {
  /// The file, seen from the repository's root.
  var path: String
  /// From one.
  var line: Int
  var message: String

  var description: String { "\(path):\(line): error: \(message)" }

  static func < (left: Finding, right: Finding) -> Bool {
    (left.path, left.line, left.message) < (right.path, right.line, right.message)
  }
}
