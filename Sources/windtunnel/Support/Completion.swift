import Foundation
import Harness
import RoutingCore
import Scenarios

/// What a shell may complete: names from the folder of scenarios and from the code's own tables.
enum Completion {
  /// The value of an option on the command line so far, or what it is without.
  private static func folder(_ words: [String]) -> String {
    guard let place = words.lastIndex(of: "--scenarios"), place + 1 < words.count else {
      return "scenarios"
    }
    return words[place + 1]
  }

  private static func names(in folder: String) -> [String] {
    TextFile.list(folder, ending: ".yaml")
      .filter { !$0.split(separator: "/").contains("configs") }.map { String($0.dropLast(5)) }
  }

  /// Scenarios, and the folders that hold them.
  @Sendable static func scenarios(_ words: [String], _ place: Int, _ prefix: String) -> [String] {
    let names = names(in: folder(words))
    var folders: [String] = []
    for name in names {
      guard let slash = name.lastIndex(of: "/") else { continue }
      let folder = String(name[...slash])
      if !folders.contains(folder) { folders.append(folder) }
    }
    return (folders + names).filter { $0.hasPrefix(prefix) }
  }

  /// Variants of the scenarios on the command line; of all, if there are none.
  @Sendable static func variants(_ words: [String], _ place: Int, _ prefix: String) -> [String] {
    let folder = folder(words)
    let names = names(in: folder)
    let named = names.filter { words.contains($0) }
    let loader = ScenarioLoader { TextFile.read($0) }
    var variants: [String] = []
    for name in named.isEmpty ? names : named {
      let scenario = loader.load(file: "\(folder)/\(name).yaml", id: name).scenario
      for variant in scenario?.variants ?? [] where !variants.contains(variant.name) {
        variants.append(variant.name)
      }
    }
    return variants.filter { $0.hasPrefix(prefix) }
  }

  /// Presets.
  @Sendable static func presets(_ words: [String], _ place: Int, _ prefix: String) -> [String] {
    Preset.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
  }

  /// Rules.
  @Sendable static func rules(_ words: [String], _ place: Int, _ prefix: String) -> [String] {
    RuleName.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
  }
}
