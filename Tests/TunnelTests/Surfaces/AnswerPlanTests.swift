import Primitives
import RoutingCore
import Testing
import Upstreams
import WireFormats

@testable import Tunnel

/// The plan of a streamed answer has as many events as its text, on every surface.
struct AnswerPlanTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var surface: Surface
    var provider: ProviderKind
    var sealedItems: UInt32 = 1
    var callsTools = false
    var redacts = false

    var testDescription: String {
      "\(surface) of \(provider), \(sealedItems) sealed, tools \(callsTools), redacted \(redacts)"
    }
  }

  static let cases = [
    Case(surface: .chat, provider: .openai, sealedItems: 0),
    Case(surface: .chat, provider: .azure, sealedItems: 0),
    Case(surface: .messages, provider: .anthropic),
    Case(surface: .messages, provider: .anthropic, sealedItems: 0),
    Case(surface: .messages, provider: .anthropic, sealedItems: 3, callsTools: true),
    Case(surface: .messages, provider: .anthropic, sealedItems: 2, redacts: true),
    Case(surface: .gemini, provider: .gemini),
    Case(surface: .gemini, provider: .gemini, sealedItems: 0),
    Case(surface: .gemini, provider: .gemini, callsTools: true),
  ]

  private func upstream(_ each: Case) -> UpstreamSetup {
    var setup = UpstreamSetup(label: "u", provider: each.provider, boundary: 0)
    setup.redactsThinking = each.redacts
    return setup
  }

  private func answer(_ each: Case) -> SurfaceAnswer {
    var traffic = TrafficSetup(turns: [TurnSetup(model: ModelIndex(0))], keys: [KeyIndex(0)])
    traffic.surface = each.surface
    traffic.callsTools = each.callsTools
    traffic.client.streams = true
    var request = RequestRecord()
    request.firstItem = 12
    return SurfaceAnswer(
      request: request, upstream: upstream(each),
      shape: TrafficShape(traffic, firstTurn: 0, firstKey: 0, sessionsBefore: 0),
      sealedItems: each.sealedItems, model: "m", mint: { "gAAA\($0)" })
  }

  private func plan(_ each: Case) -> AnswerPlan {
    AnswerPlan(
      surface: each.surface, sealedItems: each.sealedItems, callsTools: each.callsTools,
      upstream(each))
  }

  @Test(arguments: cases)
  func asManyEventsAsTheText(_ each: Case) {
    #expect(UInt32(answer(each).events.count) == plan(each).eventCount)
  }

  @Test(arguments: [UInt32(0), 1, 3])
  func asManyEventsAsTheTextOfResponses(_ sealedItems: UInt32) {
    let setup = UpstreamSetup(label: "u", provider: .openai, boundary: 0)
    let reasoning = (0..<sealedItems).map { WireItem.reasoning($0, sealed: "gAAA") }
    let body = ResponseBody(
      id: "resp_1", createdAt: 0, model: "m", output: reasoning + [WireItem.message(9)],
      usage: ResponseUsage(inputTokens: 1, outputTokens: 1))
    let events = ResponseStream.events(of: body, deltaBytesMax: AnswerPlan.deltaBytes)
    let plan = AnswerPlan(
      surface: .responses, sealedItems: sealedItems, callsTools: false, setup)
    #expect(UInt32(events.count) == plan.eventCount)
    // What carries whole items is told from what does not.
    for (place, event) in events.enumerated() {
      let kind: StreamEventKind =
        switch event.type {
        case "response.created", "response.in_progress": .opening
        case "response.output_item.added", "response.output_item.done": .item
        case "response.completed": .final
        default: .delta
        }
      #expect(plan.kind(at: UInt32(place)) == kind, "\(event.type)")
    }
  }

  /// Steps never take an event back, and the last one sends all.
  @Test(arguments: cases)
  func stepsOnlyAdd(_ each: Case) {
    let plan = plan(each)
    var before: UInt32 = 0
    for step in 0..<AnswerPlan.stepCount {
      let done = plan.eventsDone(after: step)
      #expect(done >= before || step == 1)
      before = max(before, done)
    }
    #expect(before == plan.eventCount)
    #expect(plan.kind(at: plan.eventCount - 1) == .final)
  }

  /// A whole answer and a streamed one leave a client with the same.
  @Test(arguments: cases)
  func streamedOrNot(_ each: Case) {
    let streamed = answer(each)
    var shape = TrafficSetup(turns: [TurnSetup(model: ModelIndex(0))], keys: [KeyIndex(0)])
    shape.surface = each.surface
    shape.callsTools = each.callsTools
    let whole = SurfaceAnswer(
      request: streamed.request, upstream: streamed.upstream,
      shape: TrafficShape(shape, firstTurn: 0, firstKey: 0, sessionsBefore: 0),
      sealedItems: each.sealedItems, model: "m", mint: streamed.mint)
    #expect(streamed.kept != nil)
    #expect(streamed.kept == whole.kept)
  }

  static let lists: [(ProviderKind, [UInt32], [String])] = [
    (.openai, [], ["a", "b"]), (.azure, [2], ["c"]), (.anthropic, [1, 0], ["b", "a"]),
    (.gemini, [], ["a", "b"]),
  ]

  @Test(arguments: lists)
  func listsOfModels(_ provider: ProviderKind, _ served: [UInt32], _ names: [String]) throws {
    var setup = TunnelSetup()
    setup.modelNames = ["a", "b", "c"]
    setup.upstreamOfDeployment = [0, 0, 0]
    setup.modelOfDeployment = [0, 1, 0]
    var upstream = UpstreamSetup(label: "u", provider: provider, boundary: 0)
    upstream.models = served
    setup.upstreams = [upstream]
    setup.configuration.groups = [
      ModelGroup(name: "codex", members: []), ModelGroup(name: "anthropic/*", members: []),
    ]
    #expect(ModelList.names(in: ModelListing.upstream(0, setup)) == names)
    #expect(ModelList.names(in: ModelListing.gateway(setup)) == ["codex", "anthropic/*"])
  }
}
