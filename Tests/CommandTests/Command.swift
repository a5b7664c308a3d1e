import Foundation
import Testing

/// The built program, run as people run it: in the repository's folder.
struct Command {
  var status: Int32
  var output: String
  var errors: String

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program lies beside the bundle of the tests.
  static let program: URL = {
    let folders =
      [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
      .compactMap { $0 } + [root.appendingPathComponent(".build/debug")]
    let beside = folders.map { $0.appendingPathComponent("windtunnel") }
    return beside.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? beside[0]
  }()

  /// Runs the program to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Command {
    try run(program, arguments, environment)
  }

  /// Runs a line of shell; `$W` is the program.
  static func shell(_ line: String, environment: [String: String] = [:]) throws -> Command {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", line], environment)
  }

  private static func run(
    _ executable: URL, _ arguments: [String], _ environment: [String: String]
  ) throws -> Command {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    // A test in CI is no run in CI, unless it says so.
    var variables = ProcessInfo.processInfo.environment.filter { $0.key != "CI" }
    variables["W"] = program.path
    process.environment = variables.merging(environment) { $1 }
    // Files, not pipes: nothing waits for whoever reads.
    let folder = try Scratch()
    let output = try folder.file("output")
    let errors = try folder.file("errors")
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus, output: try folder.text("output"),
      errors: try folder.text("errors"))
  }
}

/// A folder that goes with its owner.
final class Scratch {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("windtunnel-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    chmod(path, 0o755)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A new file, open for writing.
  func file(_ name: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: "\(path)/\(name)", contents: nil)
    return try #require(FileHandle(forWritingAtPath: "\(path)/\(name)"))
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
