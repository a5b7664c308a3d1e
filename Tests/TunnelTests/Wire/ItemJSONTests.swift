import Primitives
import RoutingCore
import Testing
import Tunnel
import WireFormats

struct ItemJSONTests {
  static func facts(_ text: String) throws -> ItemFacts {
    var names = NameTable()
    return ItemJSON.facts(of: try JSONValue.parse(text)) { names.intern($0) }
  }

  @Test(arguments: [
    (#"{"type":"reasoning"}"#, ItemKind.reasoning), (#"{"type":"compaction"}"#, .compaction),
    (#"{"type":"compaction_summary"}"#, .compaction), (#"{"type":"message"}"#, .message),
    (#"{"role":"user","content":"x"}"#, .message), (#"{"type":5,"role":"user"}"#, .other),
    (#"{"type":"function_call"}"#, .functionCall),
    (#"{"type":"function_call_output"}"#, .functionCallOutput), ("{}", .other), ("[]", .other),
  ])
  func kinds(_ text: String, _ kind: ItemKind) throws {
    #expect(try Self.facts(text).kind == kind)
  }

  /// Checked against LiteLLM 1.109.1: what it strips is exactly what Python counts as true.
  @Test(arguments: [
    ("null", false), (#""""#, false), ("0", false), ("-0.0", false), ("1e-400", false),
    ("[]", false), ("{}", false), ("false", false), (#""x""#, true), (#"" ""#, true), ("7", true),
    ("0.5", true), ("-1e400", true), (#"["x"]"#, true), (#"{"a":0}"#, true), ("true", true),
  ])
  func sealedValues(_ value: String, _ isSealed: Bool) throws {
    let facts = try Self.facts(#"{"type":"reasoning","encrypted_content":\#(value)}"#)
    #expect(facts.hasSealedKey)
    #expect(facts.hasSealedValue == isSealed)
    #expect(facts.hasSealedText == [#""x""#, #"" ""#].contains(value))
    #expect(InputEdit.stripping(facts) == (isSealed ? .remove : .keep))
  }

  @Test(arguments: [
    (#""plain""#, true), (#"" \t\u00a0\u3000\u001c""#, false), (#""\u200b""#, true),
    (#""""#, false),
    ("null", false), (#"["text"]"#, false), (#"[{"text":""}]"#, false), (#"[{"text":3}]"#, true),
    (#"[{"text":0}]"#, false), (#"[5,{"text":" "}]"#, true), (#"{"text":"x"}"#, false),
  ])
  func readableText(_ value: String, _ isReadable: Bool) throws {
    for key in ["summary", "content"] {
      #expect(try Self.facts(#"{"\#(key)":\#(value)}"#).hasReadableText == isReadable)
    }
  }

  @Test func markersAreNumbersOfNames() throws {
    let facts = try Self.facts(
      """
      {"id":"encitem_bGl0ZWxsbTptb2RlbF9pZDpkZXAtYTtpdGVtX2lkOnJzXzE=",\
      "encrypted_content":"litellm_enc:bW9kZWxfaWQ6ZGVwLWI=;E"}
      """)
    #expect(facts.idMarker == .naming(0))
    #expect(facts.contentMarker == .naming(1))
    #expect(facts.origin == .naming(0))
  }

  @Test func contentThatNamesNobodyIsNoMarkerButIsUnwrapped() throws {
    let item = try JSONValue.parse(#"{"encrypted_content":"litellm_enc:;E"}"#)
    #expect(try Self.facts(#"{"encrypted_content":"litellm_enc:;E"}"#).origin == .absent)
    #expect(ItemJSON.apply(.restore, to: item) == .members(["encrypted_content": .string("E")]))
  }

  @Test func editsKeepTheOrderOfMembers() throws {
    let item = try JSONValue.parse(
      #"{"id":"rs_1","x":1.0,"encrypted_content":"E","type":"reasoning"}"#)
    let marked = ItemJSON.apply([.wrapContent, .encodeID], deploymentID: "dep-a", to: item)
    #expect(
      marked
        == (try JSONValue.parse(
          """
          {"id":"encitem_bGl0ZWxsbTptb2RlbF9pZDpkZXAtYTtpdGVtX2lkOnJzXzE=","x":1.0,\
          "encrypted_content":"litellm_enc:bW9kZWxfaWQ6ZGVwLWE=;E","type":"reasoning"}
          """)))
    #expect(ItemJSON.apply(.restore, to: marked) == item)
    #expect(ItemJSON.apply(.keep, to: marked) == marked)
    #expect(
      ItemJSON.apply(.stripSeal, to: item)
        == (try JSONValue.parse(#"{"x":1.0,"type":"reasoning"}"#)))
    #expect(ItemJSON.apply(.remove, to: item) == nil)
  }

  @Test func streamedItemsGetTheWrapperAlone() throws {
    let item = try JSONValue.parse(#"{"id":"rs_1","encrypted_content":"E"}"#)
    var names = NameTable()
    let facts = ItemJSON.facts(of: item) { names.intern($0) }
    let edit = OutputEdit.marking(facts).intersection(.wrapContent)
    #expect(
      ItemJSON.apply(edit, deploymentID: "dep-a", to: item)
        == (try JSONValue.parse(
          #"{"id":"rs_1","encrypted_content":"litellm_enc:bW9kZWxfaWQ6ZGVwLWE=;E"}"#)))
  }

  @Test func whatIsNoItemStays() {
    #expect(ItemJSON.apply(.stripSeal, to: .string("x")) == .string("x"))
    #expect(ItemJSON.apply(.restore, to: .null) == .null)
    #expect(ItemJSON.apply(.encodeID, deploymentID: "a", to: .number("5")) == .number("5"))
  }

  @Test func nullGoesOnlyWhenStripping() {
    let input = JSONValue.array([.null, .string("x")])
    #expect(InputJSON.restored(input) == input)
    #expect(InputJSON.stripped(input) == .array([.string("x")]))
    #expect(InputJSON.stripped(.string("x")) == .string("x"))
  }

  @Test func responseIDsThatAreNoTextsAreFormatted() {
    func marked(_ id: JSONValue) -> JSONValue? {
      ResponseJSON.marked(
        .members(["id": id]), deploymentID: "d", provider: "openai", marksItems: true)["id"]
    }
    let five =
      "resp_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVyOm9wZW5haTttb2RlbF9pZDpkO3Jlc3BvbnNlX2lkOjU="
    #expect(marked(.number("5")) == .string(five))
    #expect(marked(.string("5")) == .string(five))
    #expect(marked(.null) == .null)
    #expect(marked(.string(five)) == .string(five))
  }
}
