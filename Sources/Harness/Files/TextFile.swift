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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(.init(reason: reason(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(.init(reason: reason(errno)))
      }
      if count == 0 { return .success(bytes) }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= bytesMax else {
        return .failure(.init(reason: "it has more than \(bytesMax) bytes"))
      }
    }
  }

  /// Replaces a file as a whole: the text goes to a new file beside it, which takes its place once
  /// it is on disk. On any failure the old file stays as it was and the new one is taken away.
  public static func replace(_ path: String, with text: String) throws(WriteProblem) {
    let temporary = path + ".new-\(getpid())"
    makeFolder(of: path)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteProblem(path: path, reason: reason(errno)) }
    let failure = write(Array(text.utf8), to: descriptor)
    let closing = close(descriptor) == 0 ? nil : errno
    if let code = failure ?? closing {
      unlink(temporary)
      throw WriteProblem(path: path, reason: reason(code))
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw WriteProblem(path: path, reason: reason(code))
    }
  }

  /// Adds a text to the end of a file, which is made if there is none.
  public static func append(_ text: String, to path: String) throws(WriteProblem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteProblem(path: path, reason: reason(errno)) }
    let failure = write(Array(text.utf8), to: descriptor)
    let closing = close(descriptor) == 0 ? nil : errno
    if let code = failure ?? closing { throw WriteProblem(path: path, reason: reason(code)) }
  }

  /// Writes all bytes and waits until they are on disk; the error number of a failure.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return fsync(descriptor) == 0 || errno == EINVAL ? nil : errno
  }

  private static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    try? FileManager.default.createDirectory(
      atPath: String(path[..<slash]), withIntermediateDirectories: true)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

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
