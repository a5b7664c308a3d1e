import Harness

extension ExitStatus {
  /// Writes something; ends the command where it cannot be written, with what that leaves behind.
  static func writing<Value>(
    orSay note: String = "", _ write: () throws(TextFile.WriteProblem) -> Value
  ) throws -> Value {
    do throws(TextFile.WriteProblem) {
      return try write()
    } catch {
      Console.error(
        "windtunnel: '\(error.path)' cannot be written: \(error.reason)"
          + (note.isEmpty ? "" : "\n    " + note))
      throw ExitStatus.cannotWrite.exit
    }
  }
}
