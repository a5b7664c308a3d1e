import RoutingCore
import Testing

/// Expected values are what LiteLLM 1.109.1 gave.
struct MarkerCodecTests {
  static func item(_ inner: String) -> String { "encitem_" + base64(inner) }

  static func base64(_ text: String) -> String {
    String(decoding: PythonBase64.encode(Array(text.utf8)), as: UTF8.self)
  }

  static let items: [(name: String, inner: String, deploymentID: String, itemID: String)] = [
    ("plain", "litellm:model_id:a;item_id:rs_1", "a", "rs_1"),
    ("no labels", "a;b", "a", "b"),
    ("empty parts", ";", "", ""),
    ("first separator", "litellm:model_id:a;b;item_id:c", "a", "b;c"),
    ("label twice", "litellm:model_id:litellm:model_id:a;item_id:item_id:b", "a", "b"),
    ("label of the other part", "item_id:a;litellm:model_id:b", "item_id:a", "litellm:model_id:b"),
    ("label that moves together", "a;item_item_id:id:b", "a", "item_id:b"),
    ("half a label", "model_id:a;item_idb", "model_id:a", "item_idb"),
  ]

  @Test(arguments: items)
  func decodesItemIDs(
    _ vector: (name: String, inner: String, deploymentID: String, itemID: String)
  ) throws {
    let parts = try #require(MarkerCodec.decodeItemID(Self.item(vector.inner)))
    #expect(parts.deploymentID == vector.deploymentID, "\(vector.name)")
    #expect(parts.itemID == vector.itemID, "\(vector.name)")
  }

  @Test(arguments: [
    "", "rs_1", "encitem_", "Encitem_YTti", " encitem_YTti", "encitem_YWI=", "encitem_Y",
    "encitem_/zv/",
  ])
  func otherItemIDs(_ id: String) { #expect(MarkerCodec.decodeItemID(id) == nil) }

  @Test func lostPaddingIsCountedInCharacters() throws {
    // `a;bc` is `YTtiYw==`. A foreign character counts as one, whatever its bytes.
    #expect(MarkerCodec.decodeItemID("encitem_YTtiYw")?.itemID == "bc")
    #expect(MarkerCodec.decodeItemID("encitem_YTtiYwé") == nil)
    #expect(MarkerCodec.decodeItemID("encitem_YTtiYw=é") == nil)
    #expect(MarkerCodec.decodeItemID("encitem_YTti模模模模Yw")?.itemID == "bc")
    #expect(MarkerCodec.decodeItemID("encitem_YTtiYw模模模")?.itemID == "bc")
  }

  @Test func unwrapsContent() throws {
    func parts(_ text: String) -> [String]? {
      MarkerCodec.unwrapContent(text).map { [$0.deploymentID, $0.content] }
    }
    #expect(parts("litellm_enc:bW9kZWxfaWQ6YQ==;X;Y") == ["a", "X;Y"])
    #expect(parts("litellm_enc:bW9kZWxfaWQ6YQ;") == ["a", ""])
    #expect(parts("litellm_enc:litellm_enc:bW9kZWxfaWQ6YQ;X") == ["a", "X"])
    #expect(parts("litellm_enc:;X") == ["", "X"])
    #expect(parts("litellm_enc:" + Self.base64("model_id:model_id:a;b") + ";X") == ["a;b", "X"])
    for text in [
      "gAAAA", "litellm_enc:", "litellm_enc:bW9kZWxfaWQ6YQ==", "litellm_enc:Y;X",
      "litellm_enc://4=;X",
    ] {
      #expect(parts(text) == nil, "\(text)")
    }
  }

  @Test func contentWrappedTwiceUnwrapsOnce() {
    let once = MarkerCodec.wrapContent("E", deploymentID: "a")
    let twice = MarkerCodec.wrapContent(once, deploymentID: "b")
    #expect(MarkerCodec.unwrapContent(twice)?.deploymentID == "b")
    #expect(MarkerCodec.unwrapContent(twice)?.content == once)
  }

  @Test func decodesResponseIDs() {
    func parts(_ inner: String) -> [String]? {
      MarkerCodec.decodeResponseID("resp_" + Self.base64(inner))
        .map { [$0.provider, $0.deploymentID, $0.responseID] }
    }
    #expect(
      parts("litellm:custom_llm_provider:openai;model_id:a;response_id:resp_1")
        == ["openai", "a", "resp_1"])
    #expect(parts("a;b;c;d") == ["a", "b", "c"])
    #expect(parts(";;") == ["", "", ""])
    #expect(parts("a;b") == nil)
    #expect(parts("") == nil)
    // The prefix goes wherever it stands, and need not be there.
    #expect(MarkerCodec.decodeResponseID("YTtresp_iO2M=")?.responseID == "c")
    // Missing padding is not added here.
    #expect(MarkerCodec.decodeResponseID("resp_YTtiO2M") == nil)
  }

  @Test func encodes() {
    #expect(
      MarkerCodec.encodeItemID("rs_1", deploymentID: "dep-a")
        == "encitem_bGl0ZWxsbTptb2RlbF9pZDpkZXAtYTtpdGVtX2lkOnJzXzE=")
    #expect(
      MarkerCodec.encodeResponseID("resp_1", provider: nil, deploymentID: nil)
        == "resp_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVyOk5vbmU7bW9kZWxfaWQ6Tm9uZTtyZXNwb25zZV9pZDpyZXNwXzE="
    )
  }

  @Test(arguments: ["a", "dep-b", "模型-1", "é", ""])
  func comesBack(_ deploymentID: String) throws {
    let id = MarkerCodec.encodeItemID("rs_é", deploymentID: deploymentID)
    #expect(MarkerCodec.decodeItemID(id)?.deploymentID == deploymentID)
    #expect(MarkerCodec.decodeItemID(id)?.itemID == "rs_é")
    let content = MarkerCodec.wrapContent("E;1", deploymentID: deploymentID)
    #expect(MarkerCodec.unwrapContent(content)?.deploymentID == deploymentID)
    #expect(MarkerCodec.unwrapContent(content)?.content == "E;1")
    let response = MarkerCodec.encodeResponseID(
      "resp_1", provider: "openai", deploymentID: deploymentID)
    #expect(MarkerCodec.decodeResponseID(response)?.deploymentID == deploymentID)
  }
}
