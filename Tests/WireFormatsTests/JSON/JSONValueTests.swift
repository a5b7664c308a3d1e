import Testing
import WireFormats

struct JSONValueTests {
  struct Text: CustomTestStringConvertible, Sendable {
    let name: String
    let given: String
    let expected: String
    var testDescription: String { name }
  }

  static let texts: [Text] = [
    Text(name: "members keep their order", given: #"{"b":1,"a":2}"#, expected: #"{"b":1,"a":2}"#),
    Text(name: "repeated keys stay", given: #"{"a":1,"a":2}"#, expected: #"{"a":1,"a":2}"#),
    Text(
      name: "numbers keep their spelling", given: "[1.0,-0,1E+2,1e-400,12345678901234567890]",
      expected: "[1.0,-0,1E+2,1e-400,12345678901234567890]"),
    Text(
      name: "space goes", given: " [ 1 ,\n{ \"a\" :\tnull } ]\r\n", expected: #"[1,{"a":null}]"#),
    Text(
      name: "escapes become text", given: #""\u00e9\/\ud83d\ude00\b\u001F""#,
      expected: "\"é/😀\\b\\u001f\""),
    Text(name: "empty", given: #"[[],{},"",true,false]"#, expected: #"[[],{},"",true,false]"#),
    Text(name: "delete is not escaped", given: "\"\u{7F}\"", expected: "\"\u{7F}\""),
  ]

  @Test(arguments: texts)
  func comesBack(_ text: Text) throws {
    let value = try JSONValue.parse(text.given)
    #expect(String(decoding: value.serialized(), as: UTF8.self) == text.expected)
  }

  @Test func pythonStyle() throws {
    let value = try JSONValue.parse(#"{"a":[1,"é😀\u007f\n\"\\/"],"b":{}}"#)
    #expect(
      String(decoding: value.serialized(style: .python), as: UTF8.self)
        == #"{"a": [1, "\u00e9\ud83d\ude00\u007f\n\"\\/"], "b": {}}"#)
  }

  struct Wrong: CustomTestStringConvertible, Sendable {
    let given: String
    let offset: Int
    let line: Int
    let column: Int
    let message: String
    init(_ given: String, _ offset: Int, _ line: Int, _ column: Int, _ message: String) {
      self.given = given
      self.offset = offset
      self.line = line
      self.column = column
      self.message = message
    }
    var testDescription: String { given }
  }

  static let wrongs: [Wrong] = [
    Wrong("", 0, 1, 1, "Expected a value, but the text ends."),
    Wrong("{\n  \"é\": x}", 10, 2, 8, "Expected a value."),
    Wrong("[1,]", 3, 1, 4, "Expected a value."),
    Wrong("[1 2]", 3, 1, 4, "Expected ',' or ']'."),
    Wrong("{\"a\":1,}", 7, 1, 8, "Expected a key in quotes."),
    Wrong("{\"a\" 1}", 5, 1, 6, "Expected ':' after the key."),
    Wrong("{\"a\":1", 6, 1, 7, "Expected ',' or '}'."),
    Wrong("01", 1, 1, 2, "Expected the end of the text."),
    Wrong("1.", 2, 1, 3, "Expected a digit."),
    Wrong(".5", 0, 1, 1, "Expected a value."),
    Wrong("-", 1, 1, 2, "Expected a digit."),
    Wrong("+1", 0, 1, 1, "Expected a value."),
    Wrong("1e", 2, 1, 3, "Expected a digit."),
    Wrong("nul", 0, 1, 1, "Expected 'null'."),
    Wrong("NaN", 0, 1, 1, "Expected a value."),
    Wrong("\"a", 0, 1, 1, "The string is not closed before the text ends."),
    Wrong("\"\\", 1, 1, 2, "The string is not closed before the text ends."),
    Wrong("\"a\u{1}\"", 2, 1, 3, "A control character in a string must be escaped."),
    Wrong("\"\\x\"", 1, 1, 2, "There is no such escape."),
    Wrong("\"\\u12g4\"", 5, 1, 6, "Expected four hexadecimal digits after '\\u'."),
    Wrong("\"\\ud800\"", 1, 1, 2, "Half of a surrogate pair stands alone."),
    Wrong("\"\\ud800\\u0041\"", 1, 1, 2, "Half of a surrogate pair stands alone."),
    Wrong("\"\\udc00\"", 1, 1, 2, "Half of a surrogate pair stands alone."),
    Wrong("\u{FEFF}1", 0, 1, 1, "Expected a value."),
    Wrong("1 1", 2, 1, 3, "Expected the end of the text."),
  ]

  @Test(arguments: wrongs)
  func refuses(_ wrong: Wrong) {
    let expected = JSONError(
      offset: wrong.offset, line: wrong.line, column: wrong.column, message: wrong.message)
    #expect(throws: expected) { try JSONValue.parse(wrong.given) }
  }

  @Test func refusesInvalidUTF8() {
    for inner: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC3]] {
      #expect(throws: JSONError.self) { try JSONValue.parse([0x22] + inner + [0x22]) }
    }
  }

  @Test func limits() throws {
    let limits = JSONLimits(depthMax: 2, byteCountMax: 8)
    #expect(try JSONValue.parse("[[1]]", limits: limits) == .array([.array([.number("1")])]))
    #expect(
      throws: JSONError(
        offset: 2, line: 1, column: 3, message: "The nesting is deeper than the limit of 2.")
    ) { try JSONValue.parse("[[[]]]", limits: limits) }
    #expect(
      throws: JSONError(
        offset: 0, line: 1, column: 1, message: "The text has 9 bytes; the limit is 8.")
    ) { try JSONValue.parse("123456789", limits: limits) }
    let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    _ = try JSONValue.parse(deep)
    #expect(throws: JSONError.self) { try JSONValue.parse("[\(deep)]") }
  }

  @Test func lastOfRepeatedKeysCounts() throws {
    var object = try #require(try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#).object)
    #expect(object["a"] == .number("3"))
    object.set("a", to: .null)
    #expect(JSONValue.object(object) == (try JSONValue.parse(#"{"a":1,"b":2,"a":null}"#)))
    object.remove("a")
    #expect(object.count == 1)
  }

  @Test func keysAreBytes() throws {
    let composed = try #require(try JSONValue.parse("{\"\u{E9}\":1}").object)
    #expect(composed["e\u{301}"] == nil)
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test func contentIgnoresTheOrderOfMembers() throws {
    let left = try JSONValue.parse(#"{"a":1,"b":[{"c":2,"d":3}]}"#)
    let right = try JSONValue.parse(#"{"b":[{"d":3,"c":2}],"a":1}"#)
    #expect(left != right)
    #expect(left.hasSameContent(as: right))
    #expect(!left.hasSameContent(as: try JSONValue.parse(#"{"a":1}"#)))
    #expect(!(try JSONValue.parse("[1]")).hasSameContent(as: try JSONValue.parse("[1,2]")))
  }
}
