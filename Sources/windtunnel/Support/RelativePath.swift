import Foundation

/// Paths seen from a folder.
enum RelativePath {
  /// A file's path seen from a folder, both as the user named them.
  static func of(_ file: String, from folder: String) -> String {
    if file.hasPrefix("/") { return file }
    let target = parts(file)
    let base = parts(folder)
    var shared = 0
    while shared < base.count, shared < target.count - 1, base[shared] == target[shared] {
      shared += 1
    }
    let up = Array(repeating: "..", count: base.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }

  /// The parts of an absolute path, without links followed.
  private static func parts(_ path: String) -> [String] {
    URL(fileURLWithPath: path).standardized.pathComponents.filter { $0 != "/" }
  }
}
