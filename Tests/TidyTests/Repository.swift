import Foundation

/// The repository that the tests were built from.
enum Repository {
  /// Two folders above this file's own.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Files below a folder whose paths end so, sorted; hidden ones and build products are left out.
  static func paths(_ folder: String, ending: String = "") -> [String] {
    let base = root.appendingPathComponent(folder).path
    guard let all = FileManager.default.enumerator(atPath: base) else { return [] }
    var paths: [String] = []
    while let path = all.nextObject() as? String {
      var isFolder: ObjCBool = false
      guard path.hasSuffix(ending),
        !path.split(separator: "/").contains(where: { $0.first == "." }),
        FileManager.default.fileExists(atPath: base + "/" + path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      paths.append(folder + "/" + path)
    }
    return paths.sorted()
  }

  static func file(_ path: String) throws -> SourceFile {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
  }

  static func files(_ paths: [String]) throws -> [SourceFile] { try paths.map(file) }

  private static let read = Result { try files(paths("Sources", ending: ".swift")) }

  /// The Swift sources of all targets, read once.
  static func sources() throws -> [SourceFile] { try read.get() }

  /// All Swift files that people write.
  static func swift() throws -> [SourceFile] {
    try sources() + files(paths("Tests", ending: ".swift") + ["Package.swift"])
  }

  /// Everything that people write, besides the recorded vectors and these checks' own words.
  static func written() throws -> [SourceFile] {
    let others =
      paths("Sources", ending: ".md") + paths("scenarios") + paths("golden") + paths("scripts")
      + ["README.md", "CONTRIBUTING.md", ".ci/run"]
    return try (swift() + files(others)).filter { !$0.path.hasPrefix("Tests/TidyTests/") }
  }
}
