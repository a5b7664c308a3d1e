import Primitives
import RoutingCore
import Scenarios

/// Names that stand for nothing: what LiteLLM passes over in silence.
struct NameProbes {
  let kit: ProbeKit

  var findings: [AuditFinding] { unknownNames + fallbackNames + loops }

  /// Checks and settings that are written otherwise than LiteLLM knows them.
  private var unknownNames: [AuditFinding] {
    let slips = kit.request.notes.filter {
      $0.code == "unknown-check"
        || ($0.code == "unmodelled-key" && $0.hint.hasPrefix("did you mean"))
    }
    var found = slips.map { note in
      let hint = note.hint.split(separator: "? accepted").first.map { $0 + "?" } ?? ""
      return finding(
        .unknownNames, note.code == "unknown-check" ? .fails : .degrades,
        note.message + (note.hint.isEmpty ? "" : ": " + hint.replacing("??", with: "?")), note)
    }
    for note in kit.request.notes where note.code == "duplicate-id" {
      found.append(finding(.duplicateIDs, .degrades, note.message, note))
    }
    return found.isEmpty
      ? [
        AuditFinding(
          .unknownNames, group: nil, verdict: .holds, text: "every setting and check is known")
      ] : found
  }

  private func finding(
    _ incident: Incident, _ verdict: AuditFinding.Verdict, _ text: String, _ note: Diagnostic
  ) -> AuditFinding {
    AuditFinding(
      incident, group: nil, verdict: verdict, text: text,
      place: SourcePlace(file: note.file, line: note.line, column: note.column))
  }

  /// Targets and names of fallbacks that stand for no group.
  private var fallbackNames: [AuditFinding] {
    let lists = kit.file.fallbacks
    guard !lists.isEmpty else { return [] }
    var found: [AuditFinding] = []
    for list in lists {
      for target in list.targets where isUnknown(target) {
        found.append(
          AuditFinding(
            .fallbackNames, group: nil, verdict: .degrades,
            text: "\(list.setting) of '\(list.name)' names '\(target)', which is no group"
              + nearest(target), place: list.place))
      }
      if list.name != "*", isUnknown(list.name) {
        found.append(
          AuditFinding(
            .fallbackNames, group: nil, verdict: .degrades,
            text: "\(list.setting) has a list for '\(list.name)', which is no group"
              + nearest(list.name), place: list.place))
      }
    }
    return found.isEmpty
      ? [
        AuditFinding(
          .fallbackNames, group: nil, verdict: .holds, text: "every name of fallbacks is a group")
      ] : found
  }

  private func nearest(_ name: String) -> String {
    let names = kit.groups.map(\.name)
    return Suggestion.nearest(to: name, among: names).map { ": did you mean '\($0)'?" } ?? ""
  }

  /// Whether a name stands for nothing of its own: default fallbacks stand in for any name.
  private func isUnknown(_ name: String) -> Bool {
    let gateway = kit.file.gateway
    guard let model = gateway.models.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else { return true }
    switch model.resolution {
    case .unknown: return true
    case .standIn: return !gateway.texts.contains { $0.upstreamModel == name }
    case .group, .deployment: return false
    }
  }

  /// Chains of fallbacks that lead back to where they began.
  private var loops: [AuditFinding] {
    var found: [AuditFinding] = []
    var told: [String] = []
    for group in kit.groups where !told.contains(group.name) {
      guard let chain = loop(from: group.name) else { continue }
      told += chain
      let repeats = kit.request.preset.rules.fallbackRepeat == .allowed
      found.append(
        AuditFinding(
          .fallbackNames, group: nil, verdict: repeats ? .degrades : .holds,
          text: "fallbacks lead back: " + (chain + [group.name]).joined(separator: " -> ")
            + (repeats ? "; a request may come by twice" : "; each is asked once"),
          place: kit.file.fallbacks.first { $0.name == group.name }?.place))
    }
    return found
  }

  /// The shortest chain from a group back to itself, by breadth.
  private func loop(from start: String) -> [String]? {
    var paths: [[String]] = [[start]]
    var seen = [start]
    while let path = paths.first {
      paths.removeFirst()
      guard let last = path.last else { continue }
      let next = kit.file.fallbacks.filter { $0.setting == "fallbacks" && $0.name == last }
        .flatMap(\.targets)
      for target in next {
        if target == start { return path }
        guard !seen.contains(target) else { continue }
        seen.append(target)
        paths.append(path + [target])
      }
    }
    return nil
  }
}
