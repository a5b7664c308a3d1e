import RoutingCore
import Testing

struct ItemRuleTests {
  static let strippings: [(name: String, facts: ItemFacts, edit: InputEdit)] = [
    (
      "sealed and readable",
      ItemFacts(kind: .reasoning, hasSealedKey: true, hasSealedText: true, hasReadableText: true),
      .stripSeal
    ),
    ("sealed", ItemFacts(kind: .reasoning, hasSealedKey: true, hasSealedText: true), .remove),
    (
      "sealed by something that is no text",
      ItemFacts(kind: .reasoning, hasSealedKey: true, hasSealedValue: true), .remove
    ),
    ("null or empty seal", ItemFacts(kind: .reasoning, hasSealedKey: true), .keep),
    ("no seal", ItemFacts(kind: .reasoning), .keep),
    ("compaction", ItemFacts(kind: .compaction, hasSealedKey: true, hasSealedText: true), .keep),
    ("null", ItemFacts(kind: .other, isNull: true), .remove),
  ]

  @Test(arguments: strippings)
  func strips(_ row: (name: String, facts: ItemFacts, edit: InputEdit)) {
    #expect(InputEdit.stripping(row.facts) == row.edit, "\(row.name)")
  }

  @Test func stripsCompactionsWhereTheyAreMeant() {
    let compaction = ItemFacts(kind: .compaction, hasSealedKey: true, hasSealedText: true)
    #expect(InputEdit.stripping(compaction, everyKind: true) == .remove)
    #expect(InputEdit.stripping(ItemFacts(kind: .message), everyKind: true) == .keep)
  }

  @Test func marks() {
    #expect(OutputEdit.marking(ItemFacts(kind: .message, hasID: true)) == [])
    #expect(
      OutputEdit.marking(ItemFacts(kind: .message, hasSealedText: true)) == .wrapContent)
    #expect(
      OutputEdit.marking(ItemFacts(kind: .other, hasSealedText: true, hasID: true))
        == [.wrapContent, .encodeID])
  }

  @Test func firstMarkedItemIsTheOrigin() {
    let plain = ItemFacts(kind: .message)
    let wrapped = ItemFacts(kind: .reasoning, contentMarker: .naming(1))
    let both = ItemFacts(kind: .reasoning, idMarker: .naming(0), contentMarker: .naming(1))
    #expect(ItemFacts.firstOrigin(of: [plain, wrapped, both]) == .naming(1))
    #expect(ItemFacts.firstOrigin(of: [both, wrapped]) == .naming(0))
    #expect(ItemFacts.firstOrigin(of: [plain]) == .absent)
    #expect(ItemFacts.firstOrigin(of: []) == .absent)
  }
}
