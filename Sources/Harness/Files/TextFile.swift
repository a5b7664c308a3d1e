import Foundation
public import Scenarios

/// Files as the harness reads and replaces them.
public enum TextFile {
  /// Why a file could not be written.
  public struct WriteProblem: Error, Equatable, Sendable {
    /// The path.
    public var path: String
    /// The reason, in words.
    public var reason: String
  }

  /// The most bytes that are read of any file.
  static let bytesMax = 64 << 20

  /// Reads a whole file.
  public static func read(_ path: String) -> Result<[UInt8], ScenarioLoader.FileProblem> {
    switch Platform.read(path, bytesMax: bytesMax) {
    case .success(let bytes): return .success(bytes)
    case .failure(let problem): return .failure(.init(reason: problem.reason))
    }
  }

  /// Replaces a file as a whole: the text goes to a new file beside it, which takes its place once
  /// it is on disk. On any failure the old file stays as it was and the new one is taken away.
  public static func replace(_ path: String, with text: String) throws(WriteProblem) {
    makeFolder(of: path)
    if let problem = Platform.replace(path, with: Array(text.utf8)) {
      throw WriteProblem(path: path, reason: problem.reason)
    }
  }

  /// Adds a text to the end of a file, which is made if there is none.
  public static func append(_ text: String, to path: String) throws(WriteProblem) {
    if let problem = Platform.append(Array(text.utf8), to: path) {
      throw WriteProblem(path: path, reason: problem.reason)
    }
  }

  private static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    try? FileManager.default.createDirectory(
      atPath: String(path[..<slash]), withIntermediateDirectories: true)
  }

  /// The files below a folder with an ending, sorted by their paths' bytes; paths are relative.
  public static func list(_ folder: String, ending: String) -> [String] {
    guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
    var paths: [String] = []
    while let path = all.nextObject() as? String {
      if path.hasSuffix(ending) { paths.append(path) }
    }
    return paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// Whether something exists at a path.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
