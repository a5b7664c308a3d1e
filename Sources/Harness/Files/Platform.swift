import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What differs between systems, and every call that goes straight to one: all of it is here.
public enum Platform {
  /// Why the system refused.
  struct Problem: Error, Equatable {
    var reason: String

    init(_ code: Int32) { reason = String(cString: strerror(code)) }

    init(reason: String) { self.reason = reason }
  }

  /// The absolute path of the running program, links followed; nil if the system does not say.
  public static let programPath: String? = {
    #if canImport(Darwin)
      var size: UInt32 = 4_096
      var bytes = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&bytes, &size) == 0, let real = realpath(bytes, nil) else {
        return nil
      }
    #else
      // Where /proc is not mounted, the name that the program was called by has to do.
      let name = CommandLine.arguments.first ?? ""
      guard
        let real = realpath("/proc/self/exe", nil)
          ?? (name.contains("/") ? realpath(name, nil) : nil)
      else { return nil }
    #endif
    defer { free(real) }
    return String(cString: real)
  }()

  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Sets what signals do: a file-size limit is an answer to a write, no reason to die in it.
  public static func setSignals(interrupted: @escaping @convention(c) (Int32) -> Void) {
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGINT, interrupted)
  }

  // MARK: Files

  /// The bytes of a whole file.
  static func read(_ path: String, bytesMax: Int) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(Problem(errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(Problem(errno))
      }
      if count == 0 { return .success(bytes) }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= bytesMax else {
        return .failure(Problem(reason: "it has more than \(bytesMax) bytes"))
      }
    }
  }

  /// Writes all bytes; nil, or why not all were written.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
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
    return nil
  }

  /// Writes bytes to what is no file; nil, or why not all were taken.
  private static func writeThrough(_ path: String, _ bytes: [UInt8]) -> Problem? {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return Problem(errno) }
    var failure = write(bytes, to: descriptor)
    if close(descriptor) != 0, failure == nil { failure = errno }
    return failure.map { Problem($0) }
  }

  /// Adds bytes to the end of a file; nil, or why not all are on disk.
  static func append(_ bytes: [UInt8], to path: String) -> Problem? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return Problem(errno) }
    var failure = write(bytes, to: descriptor)
    if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    return failure.map { Problem($0) }
  }

  /// Puts bytes in a new file beside a path, on disk, and then in its place; nil, or why the old
  /// file stays as it was.
  ///
  /// A link stays one; a pipe or a device is written to, and stays what it is.
  static func replace(_ path: String, with bytes: [UInt8]) -> Problem? {
    var path = path
    if let resolved = realpath(path, nil) {
      path = String(cString: resolved)
      free(resolved)
    }
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
      return writeThrough(path, bytes)
    }
    let temporary = path + ".new-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return Problem(errno) }
    var failure = write(bytes, to: descriptor)
    if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure {
      unlink(temporary)
      return Problem(failure)
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      return Problem(code)
    }
    return nil
  }
}
