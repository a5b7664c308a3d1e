import Harness
import Reporting
import Scenarios
import Tunnel

/// Goes through a review and records what is accepted, each time as a whole file.
struct ReviewSession {
  let review: GoldenReview
  let runs: [ScenarioRun]
  let store: GoldenStore
  let isWhole: Bool
  let showsAll: Bool
  private var accepted: Set<Int> = []
  private var rejected: Set<Int> = []

  init(
    review: GoldenReview, runs: [ScenarioRun], store: GoldenStore, isWhole: Bool, showsAll: Bool
  ) {
    self.review = review
    self.runs = runs
    self.store = store
    self.isWhole = isWhole
    self.showsAll = showsAll
  }

  /// The changes that are not recorded.
  var open: [Int] { review.changes.indices.filter { !accepted.contains($0) } }

  private var text: ReviewText { ReviewText(style: Console.style, showsAll: showsAll) }

  // MARK: Over a pipe

  /// Prints the review, and records what the selectors name.
  mutating func print(accepting: [String], rejecting: [String]) throws {
    let kept = try places(of: rejecting)
    let wanted = try places(of: accepting).filter { !kept.contains($0) }
    rejected = Set(kept)
    Console.print(text.lines(review))
    try record(wanted)
    Console.print(text.totals(review, open: open))
    guard !open.isEmpty, accepting.isEmpty else { return }
    Console.print(
      ["record   windtunnel golden review --accept SELECTOR, one of: \(ReviewSelector.accepted)"])
  }

  private func places(of selectors: [String]) throws -> [Int] {
    var places: [Int] = []
    for text in selectors {
      let found = ReviewSelector(text)?.matches(in: review) ?? []
      switch ReviewSelector(text) {
      case .scenario, .cause:
        guard !found.isEmpty else {
          let names = review.changes.map(\.name)
          Console.error(
            "windtunnel: no change is named '\(text)'"
              + (names.isEmpty ? "" : "\n    changes: " + names.prefix(12).joined(separator: ", ")))
          throw ExitStatus.usage.exit
        }
      case .kind, nil: break
      }
      places += found.filter { !places.contains($0) }
    }
    return places
  }

  // MARK: Recording

  /// Records changes, one file at a time; what breaks an expectation is told and left out.
  private mutating func record(_ wanted: [Int]) throws {
    var scenarios: [String] = []
    for place in wanted {
      let change = review.changes[place]
      guard change.isAcceptable else {
        Console.error(
          "windtunnel: \(change.name) is not recorded: it breaks "
            + change.broken.map { "expect:\($0)" }.joined(separator: ", "))
        continue
      }
      if !scenarios.contains(change.scenario) { scenarios.append(change.scenario) }
    }
    for scenario in scenarios {
      let members = wanted.filter {
        review.changes[$0].scenario == scenario && review.changes[$0].isAcceptable
      }
      try write(scenario, members)
      accepted.formUnion(members)
    }
  }

  private func write(_ scenario: String, _ members: [Int]) throws {
    let path = store.path(of: scenario)
    try ExitStatus.writing(orSay: "the golden that was there is unchanged") {
      () throws(TextFile.WriteProblem) in
      guard let run = runs.first(where: { $0.scenario.id == scenario }) else {
        try store.remove(scenario)
        Console.error("removed \(path)")
        return
      }
      var names = members.map { review.changes[$0].variant }
      if names == [GoldenStore.allVariants] { names = run.runs.map(\.variant.name) }
      try store.record(run, variants: names, isWhole: isWhole)
      Console.error("recorded \(path): \(names.joined(separator: ", "))")
    }
  }

  // MARK: On a terminal

  /// Asks for each change; each answer is recorded at once, so leaving loses nothing.
  mutating func ask() throws {
    guard !review.changes.isEmpty else {
      Console.print(text.totals(review, open: []))
      return
    }
    Terminal.begin()
    defer { Terminal.end() }
    for (number, cause) in review.causes.enumerated() {
      Console.print(
        ["cause \(number + 1) of \(review.causes.count)"])
      for place in cause.members where !accepted.contains(place) {
        Console.print(text.change(review.changes[place]))
        if try !ask(place, cause) {
          Console.print(text.totals(review, open: open))
          return
        }
      }
    }
    Console.print(text.totals(review, open: open))
  }

  /// Asks for one change; false if nothing more is to be asked.
  private mutating func ask(_ place: Int, _ cause: GoldenReview.Cause) throws -> Bool {
    let change = review.changes[place]
    let rest = cause.members.filter { !accepted.contains($0) && !rejected.contains($0) }
    while true {
      Console.prompt(prompt(change, rest.count))
      let key = Terminal.key()
      Console.prompt("")
      switch key {
      case UInt8(ascii: "a") where change.isAcceptable:
        try record([place])
        return true
      case UInt8(ascii: "A") where change.isAcceptable && change.kind != .worse:
        try record(rest)
        return true
      case UInt8(ascii: "r"):
        rejected.insert(place)
        Console.print(["      rejected: the golden stays, mend the code"])
        return true
      case UInt8(ascii: "s"): return true
      case UInt8(ascii: "e"): Console.print(explanation(change))
      case UInt8(ascii: "q"), 4, nil: return false
      case 3:
        Console.print(text.totals(review, open: open))
        throw ExitStatus.interrupted.exit
      default: break
      }
    }
  }

  private func prompt(_ change: VariantReview, _ rest: Int) -> String {
    var keys = change.isAcceptable ? ["[a]ccept"] : []
    keys += ["[r]eject", "[s]kip", "[e]xplain"]
    if change.isAcceptable, change.kind != .worse, rest > 1 {
      keys.append("[A]ccept all \(change.kind.rawValue) of this cause (\(rest))")
    }
    return "  " + (keys + ["[q]uit"]).joined(separator: "  ") + " "
  }

  /// The decision that differs first, or the request that went wrong first, in the run at hand.
  private func explanation(_ change: VariantReview) -> [String] {
    guard let run = change.run else { return ["      there is no run of it to explain"] }
    var request = run.firstWrong
    var heading = "the first wrong request of this run"
    if case .pick(_, let label?) = change.first {
      request = label
      heading = "the first differing decision, as this run makes it"
    }
    guard let request,
      let explanation = Explanation(request, in: run.variant, mode: RunMode())
    else {
      return ["      the golden holds one digest of all decisions: none can be named"]
    }
    let lines = ExplanationText(explanation, style: Console.style, showsAllStages: false).lines
    return ["      " + heading] + lines.map { "      " + $0 }
  }
}
