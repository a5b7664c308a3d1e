import ArgumentParser
import Dispatch
import Harness
import Reporting
import Scenarios

/// Reads and audits configurations with accidents in them, and reads and runs scenarios, for
/// `scripts/mutate`.
struct Mutate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read, audit and run mutated files; look for secrets in all that is printed.",
    shouldDisplay: false)

  @Argument(help: "Good configurations and scenarios.")
  var configs: [String]

  @Option(help: "How many mutations.")
  var count: UInt64 = 1_000

  @Option(help: "The number of the first one.")
  var from: UInt64 = 0

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  @Option(help: "How many at once.")
  var jobs: UInt64 = 2

  private struct Tally {
    var read = 0
    var untried = 0
    var leaks: [String] = []
    var slowest: (number: UInt64, milliseconds: UInt64) = (0, 0)
  }

  func run() async throws {
    var planted: [PlantedSecrets] = []
    for path in configs {
      switch TextFile.read(path) {
      case .success(let bytes): planted.append(PlantedSecrets(bytes))
      case .failure(let problem):
        Console.error("windtunnel: '\(path)' cannot be read: \(problem.reason)")
        throw ExitStatus.badInput.exit
      }
    }
    let files = planted
    let (first, last, step, seed) = (from, from + count, max(1, jobs), seed)
    var total = Tally()
    await withTaskGroup(of: Tally.self) { group in
      for part in 0..<step {
        group.addTask { await Self.work(files, seed, first + part, last, step) }
      }
      for await tally in group {
        total.read += tally.read
        total.untried += tally.untried
        total.leaks += tally.leaks
        if tally.slowest.milliseconds > total.slowest.milliseconds { total.slowest = tally.slowest }
      }
    }
    let secrets = files.reduce(0) { $0 + $1.secrets.count }
    Console.print(
      total.leaks.sorted() + [
        "\(NumberText.grouped(count)) mutations of \(files.count) files with "
          + "\(secrets) planted secrets, seed \(seed): \(NumberText.grouped(UInt64(total.read))) "
          + "read and tried, no crash, \(total.leaks.count) leaks, \(total.untried) incidents "
          + "that could not be written",
        "slowest: number \(total.slowest.number), \(total.slowest.milliseconds) ms",
      ])
    if !total.leaks.isEmpty || total.untried > 0 { throw ExitStatus.fallsShort.exit }
  }

  private static func result(
    of mutated: MutatedFile, _ file: PlantedSecrets, _ number: UInt64
  ) async -> (isRead: Bool, untried: Int, output: String) {
    guard !ScenarioMutation.isScenario(file.bytes) else {
      let result = ScenarioMutation(mutated.bytes)
      return (result.isRead, 0, result.output)
    }
    let result = await AuditMutation(mutated.bytes, number: number)
    return (result.isRead, result.untried, result.output)
  }

  private static func work(
    _ files: [PlantedSecrets], _ seed: UInt64, _ first: UInt64, _ end: UInt64, _ step: UInt64
  ) async -> Tally {
    var tally = Tally()
    for number in stride(from: first, to: end, by: Int(step)) {
      let file = files[Int(number % UInt64(files.count))]
      let mutated = MutatedFile(file.bytes, seed: seed, number: number)
      let start = DispatchTime.now().uptimeNanoseconds
      let result = await Self.result(of: mutated, file, number)
      let milliseconds = (DispatchTime.now().uptimeNanoseconds - start) / 1_000_000
      if milliseconds > tally.slowest.milliseconds { tally.slowest = (number, milliseconds) }
      if result.isRead { tally.read += 1 }
      tally.untried += result.untried
      if result.untried > 0 { tally.leaks.append("number \(number): not written") }
      if let leak = file.leak(in: result.output) {
        let line = result.output.split(separator: "\n").first { $0.contains(leak) } ?? ""
        tally.leaks.append("number \(number): \(leak) is shown: \(line.prefix(200))")
      }
    }
    return tally
  }
}
