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
    guard let program = Platform.programPath else { return nil }
    process.executableURL = URL(fileURLWithPath: program)
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
  func differences(from mine: [String]) -> DigestLine.Difference? {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let theirs = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard process.terminationStatus == 0 else {
      return DigestLine.Difference(
        scenario: "", variant: "", events: nil,
        text: "the second process ended with status \(process.terminationStatus)")
    }
    return DigestLine.difference(mine, theirs)
  }

  /// Everything the process prints.
  func lines() -> [String] {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
