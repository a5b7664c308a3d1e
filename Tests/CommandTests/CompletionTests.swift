import Foundation
import Testing

/// What a shell offers: the scripts, and the names that the program puts into them.
struct CompletionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    /// The words of the line; the cursor stands at the end of the last one.
    let words: [String]
    let offers: [String]
    var testDescription: String { words.joined(separator: " ") }
  }

  static let cases = [
    Case(
      words: ["run", "encrypted-content/two-or"],
      offers: ["encrypted-content/two-organizations", "encrypted-content/two-origins"]),
    Case(words: ["run", "gateway/skewed-load", "gateway/cl"], offers: ["gateway/client-leaves"]),
    Case(
      words: ["run", "encrypted-content/two-organizations", "--variant", ""],
      offers: ["before", "first-fix", "today", "upgrade-only"]),
    Case(
      words: ["explain", "encrypted-content/two-organizations", "--variant", "u"],
      offers: ["upgrade-only"]),
    Case(words: ["golden", "review", "gateway/sk"], offers: ["gateway/skewed-load"]),
    Case(words: ["golden", "re"], offers: ["review"]),
    Case(words: ["list", "gateway/sk"], offers: ["gateway/skewed-load"]),
    Case(words: ["validate", "gateway/sk"], offers: ["gateway/skewed-load"]),
    Case(
      words: ["rules", "retry_"],
      offers: [
        "retry_after_reading", "retry_budget", "retry_check", "retry_error", "retry_target",
      ]),
    Case(words: ["rules", "--preset", "rec"], offers: ["recommended"]),
    Case(words: ["run", "--format", "j"], offers: ["json", "junit"]),
    Case(words: ["run", "--queue", ""], offers: ["fast", "heap", "lanes"]),
  ]

  /// Bash itself, with the script that the program prints.
  @Test(arguments: cases)
  func bash(_ named: Case) throws {
    #expect(try Self.offers(named.words) == named.offers)
  }

  /// Folders of scenarios, and another folder than `scenarios`.
  @Test func folders() throws {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/abc/configs", withIntermediateDirectories: true)
    for name in ["abc/one.yaml", "abc/two.yaml", "abc/configs/no.yaml", "abd.yaml", "b.yaml"] {
      try folder.write(name, "name: A\n")
    }
    let offers = try Self.offers(["run", "--scenarios", folder.path, "ab"])
    #expect(offers == ["abc/", "abc/one", "abc/two", "abd"])
  }

  private static func offers(_ named: [String]) throws -> [String] {
    let folder = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/windtunnel", withDestinationPath: Command.program.path)
    let words = (["windtunnel"] + named).map { "'\($0)'" }.joined(separator: " ")
    let command = try Command.shell(
      """
      PATH="\(folder.path):$PATH"
      source <(windtunnel --generate-completion-script bash)
      COMP_WORDS=(\(words))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      COMP_TYPE=9
      COMP_KEY=9
      COMPREPLY=()
      entry=$(complete -p windtunnel | sed -E 's/.*-F ([^ ]+).*/\\1/')
      $entry windtunnel "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2> /dev/null
      printf '%s\\n' "${COMPREPLY[@]}" | sed 's/ *$//' | sort
      """)
    return command.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func scripts(_ shell: String) throws {
    let command = try Command.run(["--generate-completion-script", shell])
    #expect(command.status == 0)
    #expect(command.errors == "")
    #expect(command.output.contains("---completion"))
    for verb in ["run", "golden", "explain", "list", "validate", "rules"] {
      #expect(command.output.contains(verb))
    }
  }

  @Test func rulesOfOnePreset() throws {
    let command = try Command.run(["rules", "retry_check", "--preset", "recommended"])
    #expect(
      command.output == """
        rule         recommended             source
        retry_check  every_error (inferred)  the retry loop of each version

        """)
    let bad = try Command.run(["rules", "retry_chek"])
    #expect(bad.status == 64)
    #expect(
      bad.errors.hasPrefix(
        "windtunnel: there is no rule 'retry_chek'\n    did you mean 'retry_check'?\n"))
  }
}
