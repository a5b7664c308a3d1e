extension ScenarioLoader {
  /// Loads a scenario that stands in no file; its diagnostics have no places.
  package func load(
    _ value: ScenarioValue, id: String
  ) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let scenario = compile(value.node, file: id, id: id, problems: problems)
    return (problems.hasErrors ? nil : scenario, problems.sorted)
  }

  /// A scenario file as a value that can be changed and written again; nil comes with an error.
  package func value(
    file: String
  ) -> (value: ScenarioValue?, diagnostics: [Diagnostic]) {
    let problems = Problems()
    let root = bytes(of: file, problems, from: nil).flatMap {
      YAMLFile(file: file, limits: limits, problems: problems).read($0)
    }
    return (problems.hasErrors ? nil : root.map { ScenarioValue($0) }, problems.sorted)
  }
}
