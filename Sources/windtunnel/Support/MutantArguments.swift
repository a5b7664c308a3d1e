#if MUTANTS
  import ArgumentParser
  import RoutingCore
  import Scenarios

  /// The faults that a build with `-D MUTANTS` can be told to have.
  enum MutantArguments {
    /// The names of all: those in the code, then `rule=case` for every other case of a rule.
    static func lines(preset: String) -> [String] {
      let rules = Preset(rawValue: preset)?.rules
      return Mutant.allCases.map(\.name)
        + RuleName.allCases.flatMap { rule in
          rule.cases.filter { $0 != rules.map { rule.value(in: $0) } }.map {
            "\(rule.rawValue)=\($0)"
          }
        }
    }

    /// Puts a fault in force.
    static func activate(_ name: String) throws {
      guard let mutant = Mutant.allCases.first(where: { $0.name == name }) else {
        throw ValidationError(
          "there is no mutant '\(name)'\n    "
            + NearestName.hint(for: name, among: Mutant.allCases.map(\.name)))
      }
      activeMutant = mutant.rawValue
    }
  }
#endif
