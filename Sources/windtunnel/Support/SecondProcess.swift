import Foundation
import Harness

/// The same selection in another process, with another hash seed, started at the same time.
final class SecondProcess {
  private let process: Process
  private let output: Pipe

  private init(process: Process, output: Pipe) {
    self.process = process
    self.output = output
  }

  /// Starts this program again; nil if it cannot be started.
  static func start(_ arguments: [String]) -> SecondProcess? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    if !FileManager.default.isExecutableFile(atPath: process.executableURL?.path ?? "") {
      process.executableURL = Bundle.main.executableURL
    }
    process.arguments = arguments
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      return nil
    }
    return SecondProcess(process: process, output: output)
  }

  /// What differs from this process's digest lines; nil if nothing does.
  func differences(from mine: [String]) -> String? {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let theirs = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard process.terminationStatus == 0 else {
      return "windtunnel: the second process ended with status \(process.terminationStatus)"
    }
    guard let difference = DigestLine.difference(mine, theirs) else { return nil }
    return "windtunnel: NONDETERMINISM: two processes of one build ran differently\n    "
      + difference
  }
}
