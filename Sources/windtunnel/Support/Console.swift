import Foundation
import Harness
import Reporting

/// Standard output and error.
enum Console {
  /// Whether standard output is a terminal.
  static var isTerminal: Bool { Platform.isTerminal(STDOUT_FILENO) }

  /// Colours on a terminal that wants them.
  static let style: Style = {
    guard isTerminal else { return Style(isColoured: false) }
    let environment = ProcessInfo.processInfo.environment
    return Style(isColoured: environment["NO_COLOR"] == nil && environment["TERM"] != "dumb")
  }()

  /// Prints lines.
  static func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
  }

  /// Prints an error.
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Prints a line that the next one replaces, on a terminal only.
  static func progress(_ text: String) {
    guard Platform.isTerminal(STDERR_FILENO) else { return }
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// Prints a question in the place of the last one, on standard output.
  static func prompt(_ text: String) { write("\r\u{1B}[K" + text, to: STDOUT_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    // Whoever reads has closed the pipe, or the disk is full: nothing more to say there.
    _ = Platform.write(Array(text.utf8), to: descriptor)
  }
}
