import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `run --format junit` and `github`, and the summary.
struct CIFormatTests {
  /// A scenario with a known fault, one that shows otherwise, and one that nobody knows.
  private static func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write(
      "a.yaml",
      """
      name: A
      config: {model_list: [{model_name: m, litellm_params: {model: openai/m, api_key: k}}]}
      traffic: {model: m, conversations: 3}
      expect:
        turns: {failed: 1}
      variants:
        known: {preset: recommended, breaks: {turns: {ok: 3}}}
        bad: {preset: recommended, breaks: {turns: {failed: 2}}}
        "50% <a>, b": recommended

      """)
    return folder
  }

  private static func run(
    _ folder: Scratch, _ more: [String], environment: [String: String] = [:]
  ) throws -> Command {
    try Command.run(
      ["run", "--scenarios", folder.path, "--golden", folder.path + "/golden"] + more,
      environment: environment)
  }

  /// Every element of a document: its name, its attributes in order of their names, its text.
  private final class Elements: NSObject, XMLParserDelegate {
    var found: [String] = []
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      text = ""
      let pairs = attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      found.append(([name] + pairs).joined(separator: "|"))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if name == "failure" || name == "system-out" { texts.append("\(name)|\(text)") }
      text = ""
    }
  }

  private static func parse(_ text: String) throws -> Elements {
    let parser = XMLParser(data: Data(text.utf8))
    let elements = Elements()
    parser.delegate = elements
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return elements
  }

  @Test func junit() throws {
    let folder = try Self.folder()
    let command = try Self.run(folder, ["--format", "junit"])
    #expect(command.status == 1)
    let file = "file=\(folder.path)/a.yaml"
    func properties(_ verdict: String) -> [String] {
      [
        "properties", "property|name=verdict|value=\(verdict)",
        "property|name=preset|value=recommended",
      ]
    }
    let elements = try Self.parse(command.output)
    let expected =
      [
        "testsuites|errors=0|failures=3|name=windtunnel|tests=4",
        "testsuite|errors=0|failures=3|name=a|skipped=0|tests=4",
        "testcase|classname=a|\(file)|name=known",
      ] + properties("reproduces") + ["system-out", "testcase|classname=a|\(file)|name=bad"]
      + properties("failed") + [
        "failure|message=turns: breaks otherwise: known as failed 2, got failed 0 of 3"
          + "|type=expectation",
        "system-out", "testcase|classname=a|\(file)|name=50% <a>, b",
      ] + properties("failed") + [
        "failure|message=turns: expected failed 1, got failed 0 of 3|type=expectation",
        "system-out", "testcase|classname=a|\(file)|name=golden",
        "failure|message=there is no golden|type=golden",
      ]
    #expect(elements.found == expected)
    #expect(
      elements.texts.first == "system-out|reproduces: 3 of 3 ok  openai 3\nknown: turns: ok 3 of 3")
    #expect(elements.texts.contains { $0.contains("FAILED  a · 50% <a>, b\n") })
  }

  @Test func junitOfWhatHolds() throws {
    let command = try Command.run(["run", "gateway/client-leaves", "--format", "junit"])
    #expect(command.status == 0)
    let found = try Self.parse(command.output).found
    #expect(found.first == "testsuites|errors=0|failures=0|name=windtunnel|tests=4")
    #expect(!found.contains { $0.hasPrefix("failure") })
  }

  /// A cell of a golden that differs is a failure of its variant.
  @Test func aChangedGolden() throws {
    let folder = try Scratch()
    let id = "encrypted-content/two-organizations"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/encrypted-content", withIntermediateDirectories: true)
    let golden = Command.root.appendingPathComponent("golden/\(id).golden")
    let text = try String(contentsOf: golden, encoding: .utf8)
    try folder.write(id + ".golden", text.replacing("BBBBAABBBBBB", with: "BBBBAABBBBBA"))
    let arguments = ["run", id, "--golden", folder.path]
    let junit = try Command.run(arguments + ["--format", "junit"])
    #expect(junit.status == 1)
    let cells = "picks 1-20 BBBBAABBBBBABBBBBBAA -> BBBBAABBBBBBBBBBBBAA"
    let message = "failure|message=differs from its golden: \(cells)|type=golden"
    #expect(
      try Self.parse(junit.output).found.filter { $0.hasPrefix("failure") }
        == [message, message])
    let github = try Command.run(arguments + ["--format", "github"])
    let annotations = github.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(
      annotations.first
        == """
        ::error file=\(folder.path)/\(id).golden,title=\(id) · first-fix%3A differs from its \
        golden%3A \(cells)::CHANGED  \(id) · first-fix%0A  \(cells)%0A  review   windtunnel \
        golden review \(id)
        """)
    #expect(annotations.count == 2)
  }

  @Test func annotations() throws {
    let folder = try Self.folder()
    let command = try Self.run(folder, ["--format", "github"])
    #expect(command.status == 1)
    let path = "\(folder.path)/a.yaml"
    let lines = command.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    let expected = [
      "::error file=\(path),line=8,col=39,title=a · bad%3A turns%3A breaks otherwise%3A known as "
        + "failed 2%2C got failed 0 of 3::FAILED  a · bad%0A  \(path):8:39%0A   8 |   bad: "
        + "{preset: recommended, breaks: {turns: {failed: 2}}}%0A     |                          "
        + "             ^^^^^ breaks otherwise: known as failed 2, got failed 0 of 3%0A%0A  again "
        + "   windtunnel run a --variant bad",
      "::error file=\(path),line=5,col=3,title=a · 50%25 <a>%2C b%3A turns%3A expected failed "
        + "1%2C got failed 0 of 3::FAILED  a · 50%25 <a>, b%0A  \(path):5:3%0A   5 |   turns: "
        + "{failed: 1}%0A     |   ^^^^^ expected failed 1, got failed 0 of 3%0A%0A  again    "
        + "windtunnel run a --variant 50%25 <a>, b",
      "::error file=\(path),title=a%3A there is no golden::NEW  a has no golden%0A  record   "
        + "windtunnel run a --update",
    ]
    #expect(lines.map(String.init) == expected)
  }

  @Test func manyFailuresAreTenAnnotations() throws {
    let folder = try Self.folder()
    let variants = (1...14).map { "  v\($0): recommended\n" }.joined()
    let text = try folder.text("a.yaml")
    try folder.write(
      "a.yaml", text.replacing(/variants:(.|\n)*/, with: "variants:\n" + variants))
    let command = try Self.run(folder, ["--format", "github"])
    let lines = command.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(lines.count == 10)
    #expect(lines.last?.hasPrefix("::error title=6 more::a · v10: turns: expected") ?? false)
  }

  @Test func aBadFileIsAnnotated() throws {
    let folder = try Scratch()
    try folder.write("bad.yaml", "name: A\ntrafic: {}\n")
    let command = try Command.run(["run", folder.path + "/bad.yaml", "--format", "github"])
    #expect(command.status == 65)
    let lines = command.output.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("::error file=\(folder.path)/bad.yaml,line=2,col=1,title=unknown-key::")
      })
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") })
  }

  @Test func theSummaryIsAppended() throws {
    let folder = try Self.folder()
    try folder.write("summary.md", "before\n")
    let path = folder.path + "/summary.md"
    let environment = ["GITHUB_STEP_SUMMARY": path]
    #expect(try Self.run(folder, [], environment: environment).status == 1)
    #expect(try folder.text("summary.md") == "before\n")
    _ = try Self.run(folder, ["--format", "github"], environment: environment)
    let text = try folder.text("summary.md")
    #expect(
      text.hasPrefix(
        """
        before
        ## windtunnel: falls short

        1 scenario, 3 variants: 0 hold, 1 reproduce a known fault, 1 changed, 2 failed

        | falls short | what |
        | --- | --- |
        | a · bad | turns: breaks otherwise: known as failed 2, got failed 0 of 3 |
        | a · 50% &lt;a&gt;, b | turns: expected failed 1, got failed 0 of 3 |
        | a | there is no golden |

        <details><summary>a · bad</summary>

        ```text
        FAILED  a · bad

        """))
    #expect(
      text.hasSuffix("| a | 50% &lt;a&gt;, b | failed | 3 of 3 ok |\n\n</details>\n"))
    _ = try Self.run(folder, ["--summary", folder.path + "/own.md"])
    #expect(try "before\n" + folder.text("own.md") == text)
    let bad = try Self.run(folder, ["--summary", folder.path + "/no/own.md"])
    #expect(bad.status == 73)
    #expect(
      bad.errors
        == "windtunnel: '\(folder.path)/no/own.md' cannot be written: No such file or directory\n")
  }
}
