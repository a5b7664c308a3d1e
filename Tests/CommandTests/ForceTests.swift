import Testing

/// What `explain --force` prints, and what it refuses.
struct ForceTests {
  private static let refused = "400 invalid_encrypted_content (+0ms added)"

  private static let two = "encrypted-content/two-organizations"

  @Test func theRunnerUpOfTheFirstIncidentAnswers() throws {
    let command = try Command.run([
      "explain", Self.two, "--variant", "before", "--force", "c2.t2=eastus",
    ])
    #expect(command.status == 0)
    #expect(command.errors == "")
    #expect(
      command.output == """
        c2.t2 forced to eastus
          c2.t2     400 invalid_encrypted_content (+0ms added) -> ok (+0ms added)
          others    0 of 399 change
          load      eastus 205 -> 206, westeu 195 -> 194
          abroad    103 -> 102

        """)
  }

  @Test func aForcedPickThatWasMadeAnywayChangesNothing() throws {
    let command = try Command.run([
      "explain", Self.two, "--variant", "before", "--force", "c2.t2=westeu",
    ])
    #expect(command.status == 0)
    #expect(
      command.output == """
        c2.t2 forced to westeu
          c2.t2     \(Self.refused) -> \(Self.refused)
          others    0 of 399 change
          load      as before
          abroad    103 -> 103

        """)
  }

  @Test(arguments: [
    ("c2.t2", "windtunnel: 'c2.t2' forces nothing\n    accepted: --force c2.t2=eastus\n"),
    (
      "c2.t2=eastu",
      "windtunnel: there is no deployment 'eastu'\n    accepted: eastus, westeu\n"
    ),
    ("x=eastus", "windtunnel: 'x' is no request\n    accepted: c1.t1 to c200.t2\n"),
    (
      "c900.t1=eastus",
      "windtunnel: the run has no request c900.t1\n    accepted: c1.t1 to c200.t2\n"
    ),
  ])
  func refuses(_ force: String, _ message: String) throws {
    let command = try Command.run([
      "explain", Self.two, "--variant", "before", "--force", force,
    ])
    #expect(command.status == 64)
    #expect(command.output == "")
    #expect(command.errors == message)
  }

  @Test func aPickThatAStageHadLeftOut() throws {
    let command = try Command.run([
      "explain", "encrypted-content/two-organizations", "--variant", "today", "--force",
      "c2.t2=eastus",
    ])
    #expect(
      command.output == """
        c2.t2 forced to eastus, which the stage 'sealed' had left out
          c2.t2     ok (+0ms added) -> \(Self.refused)
          others    0 of 399 change
          load      eastus 208 -> 209, westeu 192 -> 191
          abroad    0 -> 1

        """)
  }
}
