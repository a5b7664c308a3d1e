import ArgumentParser
import Fuzzing
import Harness
import Reporting
import RoutingCore

/// What the fuzzer found.
struct FindingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings", abstract: "List, show, replay, keep and merge what the fuzzer found.",
    subcommands: [
      FindingsList.self, FindingsShow.self, FindingsReplay.self, FindingsPromote.self,
      FindingsMerge.self,
    ])
}

extension FindingStore {
  /// All findings; tells of each folder that is none, and ends the command.
  func all() throws -> [Kept] {
    let read = ids.map { (id: $0, kept: finding($0)) }
    let bad = read.filter { $0.kept == nil }
    for one in bad {
      Console.error(
        "windtunnel: '\(folder)/\(one.id)' is no finding: scenario.yaml or finding.json cannot be "
          + "read\n    take the folder away, or merge from one that is whole")
    }
    if !bad.isEmpty { throw ExitStatus.badInput.exit }
    return read.compactMap(\.kept)
  }
}

/// Where findings are.
struct FindingPlaces: ParsableArguments {
  @Option(help: "The folder of findings.")
  var findings: String = FindingStore.folderDefault

  var store: FindingStore { FindingStore(folder: findings) }

  /// A finding by its name, or by a beginning of it that no other has.
  func finding(_ name: String) throws -> FindingStore.Kept {
    let matches = store.ids.filter { $0 == name || $0.hasPrefix(name) }
    if matches.count == 1 || matches.contains(name),
      let id = matches.first(where: { $0 == name }) ?? matches.first,
      let kept = store.finding(id)
    {
      return kept
    }
    Console.error(
      matches.count > 1
        ? "windtunnel: '\(name)' is the beginning of \(matches.joined(separator: ", "))"
        : "windtunnel: there is no finding '\(name)' in '\(findings)'")
    throw ExitStatus.badInput.exit
  }
}

/// A line for each finding.
struct FindingsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the findings.")

  @OptionGroup var places: FindingPlaces

  func run() throws {
    let kept = try places.store.all()
    Console.print(FuzzText(style: Console.style).list(kept))
    Console.print([NumberText.counted(kept.count, "finding")])
  }
}

/// One finding, with its scenario.
struct FindingsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a finding and its scenario.")

  @Argument(help: "The finding's name, or its beginning.")
  var name: String

  @OptionGroup var places: FindingPlaces

  func run() throws {
    let kept = try places.finding(name)
    let text = FuzzText(style: Console.style)
    Console.print(text.lines(kept.finding, folder: places.findings))
    Console.print(["  first seen  \(kept.firstSeen)", "  last seen   \(kept.lastSeen)", ""])
    Console.print([kept.finding.document])
  }
}

/// Runs findings again.
struct FindingsReplay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run findings again: do they still show?",
    discussion: "Exit status 1 if one still shows, 0 if all are mended.")

  @Argument(help: "Names of findings, or their beginnings; all unless given.")
  var names: [String] = []

  @OptionGroup var places: FindingPlaces

  func run() throws {
    let kept =
      names.isEmpty
      ? try places.store.all()
      : try names.map { try places.finding($0) }
    var shown = 0
    for one in kept {
      let breach = one.finding.replayed
      let word = breach == nil ? "mended" : "shows "
      if breach != nil { shown += 1 }
      Console.print(["\(word)  \(one.finding.id)  \(breach?.text ?? one.finding.cause)"])
    }
    Console.print(["\(NumberText.counted(kept.count, "finding")): \(shown) still found"])
    if shown > 0 { throw ExitStatus.fallsShort.exit }
  }
}

/// Makes a finding one of the scenarios.
struct FindingsPromote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Keep a finding as a scenario that every run repeats.",
    discussion: "It goes to the folder 'found' of the scenarios; record its golden there.")

  @Argument(help: "The finding's name, or its beginning.")
  var name: String

  @OptionGroup var places: FindingPlaces

  @OptionGroup var scenarios: Places

  func run() throws {
    let kept = try places.finding(name)
    let path = "\(scenarios.scenarioFolder)/found/\(kept.finding.id).yaml"
    guard !TextFile.exists(path) else {
      Console.error("windtunnel: '\(path)' is there already")
      throw ExitStatus.cannotWrite.exit
    }
    let line = "# yaml-language-server: $schema=../scenario.schema.json\n"
    try ExitStatus.writing { () throws(TextFile.WriteProblem) in
      try TextFile.replace(path, with: line + kept.finding.document)
    }
    Console.print([
      "kept as \(path)",
      "  record its golden with  windtunnel run found/\(kept.finding.id) --update",
    ])
  }
}

/// Puts findings of several folders together.
struct FindingsMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put findings of several folders together.",
    discussion: "The result is the same in any order, and merging again changes nothing.")

  @Argument(help: "Folders of findings.")
  var folders: [String]

  @Option(help: "The folder that they go to.")
  var into: String = FindingStore.folderDefault

  @Option(help: "Which scenario of a finding is kept: the smallest, or that of the first seed.")
  var keep: String = Finding.Choice.smallest.rawValue

  func run() throws {
    guard let choice = Finding.Choice(rawValue: keep) else {
      throw ValidationError("--keep is '\(keep)'; accepted: smallest, first")
    }
    let target = FindingStore(folder: into)
    var count = 0
    for folder in folders {
      let store = FindingStore(folder: folder)
      for kept in try store.all() {
        try ExitStatus.writing { () throws(TextFile.WriteProblem) in
          try target.keep(kept.finding, commit: kept.lastSeen, keeping: choice)
        }
        count += 1
      }
    }
    Console.print([
      "\(NumberText.counted(count, "finding")) of \(NumberText.counted(folders.count, "folder")) merged into \(target.ids.count) in '\(into)'"
    ])
  }
}
