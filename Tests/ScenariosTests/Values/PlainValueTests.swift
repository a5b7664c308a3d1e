import Testing

@testable import Scenarios

/// Configurations as values that another language can write.
struct PlainValueTests {
  static let scalars: [(text: String, value: PlainValue)] = [
    ("", .null), ("~", .null), ("null", .null), ("yes", .bool(true)), ("Off", .bool(false)),
    ("0", .number("0")), ("-1.5", .number("-1.5")), ("1e3", .number("1e3")),
    ("007", .text("007")), ("0x1F", .text("0x1F")), ("1_000", .text("1_000")), ("-x", .text("-x")),
    (".5", .text(".5")), ("nan", .text("nan")), ("'1'", .text("1")), ("\"yes\"", .text("yes")),
    ("1.2.3", .text("1.2.3")), ("1e999", .text("1e999")),
  ]

  @Test(arguments: scalars.indices)
  func scalar(_ place: Int) throws {
    let (text, value) = Self.scalars[place]
    #expect(try Self.value("a: \(text)") == .map([.init("a", value)]))
  }

  @Test func listsAndMappings() throws {
    #expect(
      try Self.value("{a: [1, b], api_key: c, d: sk-aaaabbbbcccc1111}")
        == .map([
          .init("a", .list([.number("1"), .text("b")])), .init("api_key", .text("[hidden]")),
          .init("d", .text("[hidden]")),
        ]))
  }

  private static func value(_ text: String) throws -> PlainValue {
    let problems = Problems()
    let file = YAMLFile(file: "a.yaml", limits: YAMLLimits(), problems: problems)
    return PlainValue(try #require(file.read(Array(text.utf8))))
  }
}
