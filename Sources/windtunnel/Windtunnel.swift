import ArgumentParser
import Foundation
import Harness

/// The command line.
@main
struct Windtunnel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "windtunnel",
    abstract: "A wind tunnel for LLM gateways: replays routing incidents in virtual time.",
    discussion: """
      Exit status: 0 all holds, 1 something falls short, 3 nondeterminism, 64 usage, 65 bad input, \
      70 a bug in windtunnel, 73 cannot write, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      Run.self, Golden.self, Explain.self, AuditCommand.self, Conform.self, Diff.self, List.self,
      Check.self, Fuzz.self, Distill.self, FindingsCommand.self, Validate.self, Rules.self,
      Init.self,
      Schema.self, Export.self, Bench.self,
      Mutate.self,
    ],
    defaultSubcommand: nil)

  static func main() {
    Platform.setSignals(interrupted: { _ in
      Terminal.end()
      _exit(ExitStatus.interrupted.rawValue)
    })
    start()
  }

  /// Runs commands that wait in a task, the others on this thread.
  ///
  /// An asynchronous `main` ends the thread it is called on, and valgrind 3.19 crashes there:
  /// nothing could count the instructions of `bench`.
  private static func start() {
    do {
      var command = try parseAsRoot()
      guard let waiting = command as? any AsyncParsableCommand else {
        try command.run()
        return
      }
      Task { await finish(waiting) }
      // Not `dispatchMain`: it ends this thread, for which glibc wants to load libgcc.
      DispatchSemaphore(value: 0).wait()
    } catch {
      exit(withError: error)
    }
  }

  private static func finish(_ command: any AsyncParsableCommand) async {
    var command = command
    do {
      try await command.run()
      exit()
    } catch {
      exit(withError: error)
    }
  }
}

/// What the process tells its caller.
enum ExitStatus: Int32 {
  case holds = 0
  case fallsShort = 1
  case nondeterminism = 3
  case usage = 64
  case badInput = 65
  case bug = 70
  case cannotWrite = 73
  case interrupted = 130

  /// Ends the command with this status.
  var exit: ExitCode { ExitCode(rawValue) }
}
