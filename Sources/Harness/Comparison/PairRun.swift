import RoutingCore
import Scenarios
import Tunnel

/// Runs the sides of a pair so that their logs can be compared.
struct PairRun {
  /// What deployments are called in both logs: a name, and how many had it before.
  private var names: [(label: String, occurrence: Int)] = []

  /// What one seed came to.
  struct Sample: Sendable {
    /// By measure: the value on either side.
    var from: [Int64]
    var to: [Int64]
    var requests: UInt64
    var changed: Int
    var moved: Int
    var delayed: Int
    /// What stopped a side before its traffic ended.
    var limit: LimitReached?
    var isCut: Bool

    var differs: Bool { changed + moved + delayed > 0 || from != to }
  }

  init(_ pair: ComparedPair) {
    for setup in [pair.from.setup, pair.to.setup] {
      var seen: [String] = []
      for text in setup.configuration.texts {
        let occurrence = seen.count { $0 == text.label }
        seen.append(text.label)
        if !names.contains(where: { $0 == (text.label, occurrence) }) {
          names.append((text.label, occurrence))
        }
      }
    }
  }

  /// One run, with its log.
  func run(_ setup: TunnelSetup) -> RunResult {
    var mode = RunMode()
    mode.keepsLog = true
    var seen: [String] = []
    mode.loggedNumbers = setup.configuration.texts.map { text in
      let occurrence = seen.count { $0 == text.label }
      seen.append(text.label)
      let place = names.firstIndex { $0 == (text.label, occurrence) }
      return UInt32(place ?? names.count)
    }
    var simulation = Simulation(setup, mode: mode)
    return simulation.run()
  }

  /// Both sides under one seed.
  func sample(_ pair: ComparedPair, _ measures: [Measure]) -> Sample {
    let from = run(pair.from.setup)
    let to = run(pair.to.setup)
    let changes = RequestChanges(from.log, to.log)
    return Sample(
      from: measures.map { $0.value(of: from, pair.from.setup) },
      to: measures.map { $0.value(of: to, pair.to.setup) },
      requests: from.requests + to.requests, changed: changes.changed.count,
      moved: changes.moved, delayed: changes.delayed, limit: from.limit ?? to.limit,
      isCut: from.log.isCut || to.log.isCut)
  }
}
