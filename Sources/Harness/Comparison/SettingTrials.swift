public import Scenarios
import Tunnel

/// A setting in which two configurations differ, and what it did.
public struct SettingFinding: Equatable, Sendable {
  /// The setting.
  public var setting: SettingDifference
  /// What changes if the first configuration alone gets the second one's value.
  public var alone = Effect()
  /// What changes if the second configuration loses its value to the first one's.
  public var undone = Effect()
  /// Whether it shows only together with others.
  public var onlyTogether = false
}

/// The settings in which two configurations differ, and how to try them.
struct SettingTrials: Sendable {
  var from: ConfigurationFile
  var to: ConfigurationFile
  /// What runs with a configuration in the place of the first one, or of the second.
  var setup: @Sendable (ConfigurationFile, _ isSecond: Bool) -> TunnelSetup?

  /// Tries each difference in turn, under a seed.
  func findings(
    _ runs: PairRun, offset: UInt64, _ first: RunResult, _ second: RunResult
  ) -> (found: [SettingFinding], differing: Int) {
    let differences = from.differences(to: to)
    func result(_ file: ConfigurationFile?, isSecond: Bool) -> RunResult? {
      guard let file, var setup = setup(file, isSecond) else { return nil }
      setup.addToSeed(offset)
      return runs.run(setup)
    }
    func effect(_ result: RunResult?, against base: RunResult) -> Effect {
      result.map { Effect(RequestChanges(base.log, $0.log)) } ?? Effect()
    }
    var found: [SettingFinding] = []
    for setting in differences {
      let one = result(from.with([setting], of: to), isSecond: false)
      let other = result(to.with([setting], of: from), isSecond: true)
      let finding = SettingFinding(
        setting: setting, alone: effect(one, against: first),
        undone: effect(other, against: second))
      if !finding.alone.isNone || !finding.undone.isNone { found.append(finding) }
    }
    let explained = result(from.with(found.map(\.setting), of: to), isSecond: false)
    if effect(explained, against: first) != effect(second, against: first) {
      var before = first
      for count in differences.indices {
        // What cannot be read half-way shows in the next step that can.
        guard
          let after = result(from.with(Array(differences[...count]), of: to), isSecond: false)
        else { continue }
        let isChange = !effect(after, against: before).isNone
        before = after
        let setting = differences[count]
        guard isChange, !found.contains(where: { $0.setting == setting }) else { continue }
        found.append(SettingFinding(setting: setting, onlyTogether: true))
      }
    }
    return (found, differences.count)
  }
}
