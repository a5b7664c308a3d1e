import Foundation
import Testing

/// `scripts/golden-guard` in a repository of its own.
struct GoldenGuardTests {
  private static let golden = "golden/encrypted-content/two-organizations.golden"

  /// A repository with a scenario, a rule and a golden; a line of shell makes its commits.
  private static func guarded(_ commits: String) throws -> Command {
    let folder = try Scratch()
    return try Command.shell(
      """
      set -e
      exec 2>&1
      source="$PWD"
      export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
      export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
      cd '\(folder.path)'
      git init -q -b main repository
      cd repository
      mkdir -p golden/encrypted-content scenarios Sources/RoutingCore/Rules
      cp "$source/\(golden)" golden/encrypted-content/
      echo a > scenarios/a.yaml
      echo a > Sources/RoutingCore/Rules/A.swift
      golden=\(golden)
      commit() { git add -A; git commit -qm "$1"; }
      commit start
      outcome() { sed -i 's/ 103/ 104/g' $golden; }
      digest() { sed -i 's/01e8c0518808/01e8c0518809/g' $golden; }
      \(commits)
      WINDTUNNEL="$W" "$source/scripts/golden-guard" ${base:-}
      """)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let commits: String
    let status: Int32
    /// Texts of the output.
    let says: [String]
    var testDescription: String { name }
  }

  static let passing = [
    Case(
      name: "the first commit", commits: "", status: 0,
      says: ["golden-guard: no commit before this one, nothing to compare"]),
    Case(
      name: "a digest alone", commits: "digest; commit faster", status: 0,
      says: [
        "\(golden) changes no outcome",
        "1 commits, 1 changed goldens: no outcome moved without a reason",
      ]),
    Case(
      name: "an outcome and a scenario", commits: "outcome; echo b > scenarios/a.yaml; commit b",
      status: 0, says: ["1 commits, 1 changed goldens"]),
    Case(
      name: "an outcome and a rule",
      commits: "outcome; echo b > Sources/RoutingCore/Rules/A.swift; commit b", status: 0,
      says: ["1 commits, 1 changed goldens"]),
    Case(
      name: "on a branch, what came before it is left alone",
      commits: "outcome; commit a; git checkout -qb other; digest; commit b", status: 0,
      says: ["1 commits, 1 changed goldens"]),
    Case(
      name: "in a fresh clone without a remote",
      commits: "digest; commit b; cd ..; git clone -q repository fresh; cd fresh; "
        + "git remote remove origin; git branch -m elsewhere", status: 0,
      says: ["1 commits, 1 changed goldens"]),
    Case(
      name: "in a shallow clone",
      commits: "outcome; commit b; cd ..; git clone -q --depth 1 file://$PWD/repository fresh; "
        + "cd fresh", status: 0, says: ["nothing to compare"]),
  ]

  static let failing = [
    Case(
      name: "an outcome alone", commits: "outcome; commit oops", status: 1,
      says: [
        "FALLS SHORT: ", " oops\n",
        "    before  follow-ups 400 invalid_encrypted_content  103 -> 104\n",
        "    upgrade-only  sealed abroad  103 -> 104\n", "the same commit: an expectation",
      ]),
    Case(
      name: "a reason in another commit",
      commits: "git checkout -qb other; outcome; commit oops; echo b > scenarios/a.yaml; commit b",
      status: 1, says: ["FALLS SHORT: ", " oops\n"]),
    Case(
      name: "a golden that goes", commits: "git rm -q $golden; commit oops", status: 1,
      says: ["    today  variant  recorded -> -\n"]),
    Case(
      name: "a golden that comes",
      commits: "cp $golden golden/b.golden; commit oops", status: 1,
      says: ["golden/b.golden changes outcomes", "    today  variant  - -> new\n"]),
    Case(
      name: "a golden that cannot be read", commits: "echo a >> $golden; commit oops", status: 1,
      says: ["cannot be read"]),
    Case(
      name: "since a commit",
      commits: "outcome; commit oops; digest; commit b; base=HEAD~2", status: 1,
      says: [" oops\n", " b: golden"]),
    Case(
      name: "since no commit", commits: "base=nope", status: 64,
      says: ["golden-guard: there is no commit 'nope'"]),
  ]

  @Test(arguments: passing + failing)
  func guards(_ named: Case) throws {
    let command = try Self.guarded(named.commits)
    #expect(command.status == named.status, "\(command.output)")
    for text in named.says where !command.output.contains(text) {
      Issue.record("the output lacks '\(text)':\n\(command.output)")
    }
  }
}
