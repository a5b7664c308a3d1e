import Primitives
import ReferenceModels
import Testing

/// The models that the router is compared with.
struct ReferenceModelTests {
  static let grants: [(list: [String], name: String, provider: String?, isGranted: Bool)] = [
    ([], "anything", nil, true),
    (["*"], "anything", nil, true),
    (["codex"], "codex", nil, true),
    (["codex"], "codex-2", nil, false),
    (["anthropic/*"], "zeta-poet-9", "anthropic", true),
    (["anthropic/*"], "zeta-poet-9", nil, false),
    (["anthropic/*"], "zeta-poet-9", "openai", false),
    (["anthropic/*"], "anthropic/zeta-poet-9", nil, true),
    (["zeta-*"], "zeta-poet-9", nil, true),
    (["zeta-*-9"], "zeta-poet-8", nil, false),
  ]

  @Test(arguments: grants.indices)
  func grant(_ place: Int) {
    let one = Self.grants[place]
    #expect(GrantModel(one.list).grants(one.name, provider: one.provider) == one.isGranted)
  }

  @Test func everyListMustGrant() {
    let both = GrantModel(all: [["codex", "anthropic/*"], ["anthropic/*"]])
    #expect(!both.grants("codex", provider: nil))
    #expect(both.grants("zeta-poet-9", provider: "anthropic"))
    #expect(both.dependsOnProvider("zeta-poet-9"))
  }

  private func at(_ seconds: UInt64) -> Instant { .zero + .seconds(seconds) }

  @Test func whatReplicasMustKnow() {
    var history = CatalogHistory(listed: [("old", "anthropic")])
    history.published("new", of: "anthropic", at: at(10))
    history.looked(0, from: at(20), by: at(20))
    history.looked(nil, from: at(20), by: at(85))
    history.withdrawn("old", at: at(100))
    history.failed(from: at(105), until: at(120))
    history.looked(nil, from: at(110), by: at(110))
    #expect(history.presence(of: "old", at: at(5), on: 0).presence == .present)
    #expect(history.presence(of: "new", at: at(5), on: 0).presence == .absent)
    #expect(history.presence(of: "new", at: at(15), on: 0).presence == .open)
    #expect(history.presence(of: "new", at: at(21), on: 0).presence == .present)
    #expect(history.presence(of: "new", at: at(21), on: 1).presence == .open)
    #expect(history.presence(of: "new", at: at(90), on: 1).presence == .present)
    #expect(history.presence(of: "old", at: at(130), on: 0).presence == .open)
  }

  @Test func aRestartForgets() {
    var history = CatalogHistory(listed: [])
    history.published("new", of: "anthropic", at: at(10))
    history.looked(nil, from: at(20), by: at(20))
    history.forgot(nil, at: at(30))
    #expect(history.presence(of: "new", at: at(25), on: 0).presence == .present)
    #expect(history.presence(of: "new", at: at(35), on: 0).presence == .open)
  }

  static let shares: [(count: Int, total: Int, weight: Int, isPlausible: Bool)] = [
    (0, 10, 1, true), (100, 200, 1, true), (60, 200, 1, true), (40, 200, 1, false),
    (5, 5, 1, true), (200, 200, 2, true), (199, 200, 2, true), (0, 200, 0, true),
    (9, 200, 0, false),
  ]

  @Test(arguments: shares.indices)
  func share(_ place: Int) {
    let one = Self.shares[place]
    #expect(
      Proportion.isPlausible(count: one.count, of: one.total, weight: one.weight, of: 2)
        == one.isPlausible)
  }

  @Test func overlaps() {
    var overlap = Overlap()
    overlap.add(from: at(0), until: at(10))
    overlap.add(from: at(10), until: at(20))
    #expect(overlap.most.count == 1)
    overlap.add(from: at(5), until: at(15))
    #expect(overlap.most.count == 2)
    #expect(overlap.mostInAMinute(offset: .zero).count == 3)
    overlap.add(from: at(61), until: at(62))
    #expect(overlap.mostInAMinute(offset: .zero).count == 3)
  }

  @Test func attempts() {
    let two = AttemptBound.Group(members: 2, levels: 1)
    #expect(AttemptBound(groups: [two], retries: 2, failsOverByWeight: false).attemptsMax == 6)
    #expect(
      AttemptBound(groups: [two, two], retries: 0, failsOverByWeight: true).attemptsMax == 19)
  }

  @Test func aMinuteBeginsWithItsFirstCall() {
    var window = CallWindow()
    #expect(window.call(at: at(50)) == 1)
    #expect(window.call(at: at(100)) == 2)
    #expect(window.rest(at: at(100)) == .seconds(10))
    #expect(window.isOpen(at: at(110)))
    #expect(!window.isDoubtful)
    #expect(window.call(at: at(110)) == 1)
    #expect(window.isDoubtful)
    window.touch(at: at(175))
    #expect(window.call(at: at(180)) == 1)
    #expect(window.rest(at: at(180)) == .seconds(55))
  }

  static let walks: [(depthMax: Int, denied: String, groups: [String])] = [
    (5, "", ["a", "b", "d", "c"]),
    (0, "", ["a"]),
    // The second target of a walk is one level deeper than the first.
    (1, "", ["a", "b", "c"]),
    (5, "b", ["a", "c", "d"]),
  ]

  @Test(arguments: walks.indices)
  func walk(_ place: Int) {
    let one = Self.walks[place]
    let lists: [(group: String, targets: [String])] = [
      ("a", ["b", "c"]), ("b", ["d", "a"]), ("c", ["b", "d"]),
    ]
    let walk = FallbackWalk(from: "a", lists: lists, depthMax: one.depthMax) { $0 != one.denied }
    #expect(walk.groups == one.groups)
  }

  @Test func aGroupWithoutAListHasThatOfTheFirst() {
    let walk = FallbackWalk(from: "a", lists: [("a", ["b", "c"])], depthMax: 5) { _ in true }
    #expect(walk.groups == ["a", "b", "c"])
  }

  @Test func aPinHoldsUntilItsTargetFails() {
    var book = PinBook<Int, String>()
    #expect(book.pin(of: 1, at: at(1), for: 1) == .none)
    book.called("east", by: 1, at: at(1), request: 1)
    book.called("west", by: 1, at: at(2), request: 2)
    #expect(book.pin(of: 1, at: at(3), for: 3) == .to("east"))
    book.failed("west", for: 1, at: at(4), request: 2)
    #expect(book.pin(of: 1, at: at(5), for: 3) == .to("east"))
    book.failed("east", for: 1, at: at(6), request: 3)
    #expect(book.pin(of: 1, at: at(6), for: 3) == .none)
    // Another request may have come just before, or just after.
    #expect(book.pin(of: 1, at: at(6), for: 4) == .unknown)
    book.called("west", by: 1, at: at(6), request: 4)
    #expect(book.pin(of: 1, at: at(7), for: 5) == .unknown)
    #expect(book.pin(of: 2, at: at(7), for: 5) == .none)
  }
}
