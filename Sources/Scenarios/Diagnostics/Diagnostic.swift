/// A problem of a file a user wrote: where it is, what was found, and what is accepted.
public struct Diagnostic: Error, Equatable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used; something in it has no effect here.
    case note
  }

  /// A stable name of the kind of problem.
  public var code: String
  /// How bad it is.
  public var severity: Severity
  /// The file as the user named it.
  public var file: String
  /// From one; zero if the problem is the file itself.
  public var line: Int
  /// From one, in Unicode scalars.
  public var column: Int
  /// What was found, in a sentence.
  public var message: String
  /// What is accepted, or the nearest name; empty if there is nothing to say.
  public var hint: String

  /// Makes a problem.
  public init(
    code: String, severity: Severity = .error, file: String, line: Int, column: Int,
    message: String, hint: String = ""
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: error: message [code]`, with the hint on a line of its own.
  public var text: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    let head = "\(place): \(severity.rawValue): \(message) [\(code)]"
    return hint.isEmpty ? head : head + "\n    " + hint
  }
}

/// Collects the problems of a file, so that all are told at once.
public final class Problems {
  /// What was found, in the order of reading.
  public private(set) var diagnostics: [Diagnostic] = []
  /// How many problems are kept.
  static let problemsMax = 200

  /// Makes an empty collection.
  public init() {}

  /// Whether any problem makes the file unusable.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Adds a problem, unless it was told already: variants share nodes. What it quotes of the file
  /// is kept without secrets.
  public func add(_ found: Diagnostic) {
    var diagnostic = found
    diagnostic.message = Redaction.text(found.message)
    diagnostic.hint = Redaction.text(found.hint)
    guard diagnostics.count < Problems.problemsMax, !diagnostics.contains(diagnostic) else {
      return
    }
    diagnostics.append(diagnostic)
  }

  /// The problems by file, line and column.
  public var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset)
        < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }
}
