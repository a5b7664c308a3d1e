import Foundation

/// A terminal that gives single keys, without echo.
///
/// Ctrl-C comes as a key, so that it cannot interrupt the writing of a file.
enum Terminal {
  /// What the terminal is set back to; a handler of signals reads it, too.
  nonisolated(unsafe) private static var saved: termios?

  /// Whether a person sits at both ends.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Starts to give single keys.
  static func begin() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    saved = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// Sets the terminal back to what it was.
  static func end() {
    guard var settings = saved else { return }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    saved = nil
  }

  /// The next key; nil if there is no more input.
  static func key() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }
}
