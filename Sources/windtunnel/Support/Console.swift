import Foundation
import Reporting

/// Standard output and error.
enum Console {
  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Colours on a terminal that wants them.
  static var style: Style {
    let wants =
      ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    return Style(isColoured: isTerminal && wants)
  }

  /// Prints lines.
  static func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
  }

  /// Prints an error.
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Prints a line that the next one replaces, on a terminal only.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// Prints a question in the place of the last one, on standard output.
  static func prompt(_ text: String) { write("\r\u{1B}[K" + text, to: STDOUT_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // Whoever reads has closed the pipe, or the disk is full: nothing more to say there.
        return
      }
      rest = rest.dropFirst(count)
    }
  }
}
