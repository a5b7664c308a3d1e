/// Every scenario has a golden, and every golden a scenario.
enum GoldenCheck {
  /// `scenarios` and `goldens` are paths seen from the repository's root.
  static func findings(scenarios: [String], goldens: [String]) -> [Finding] {
    let kept = scenarios.filter { !$0.split(separator: "/").contains("configs") }
    let wanted = kept.map { name($0, "scenarios/", ".yaml") }
    let recorded = goldens.map { name($0, "golden/", ".golden") }
    let missing = zip(kept, wanted).filter { !recorded.contains($0.1) }.map { path, name in
      Finding(
        path: path, line: 1, message: "no golden: record it, windtunnel run \(name) --update")
    }
    let spare = zip(goldens, recorded).filter { !wanted.contains($0.1) }.map { path, name in
      Finding(path: path, line: 1, message: "there is no scenario scenarios/\(name).yaml")
    }
    return missing + spare
  }

  private static func name(_ path: String, _ prefix: String, _ suffix: String) -> String {
    String(path.dropFirst(prefix.count).dropLast(suffix.count))
  }
}
