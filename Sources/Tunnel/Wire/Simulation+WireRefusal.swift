import Primitives
import Upstreams
import WireFormats

extension Simulation {
  /// Writes a refusal as its provider does and reads it as the gateway does: reason and
  /// `Retry-After`.
  mutating func wireRefusal(_ slot: Int, _ refusal: Refusal) -> Refusal {
    let upstream = requests[slot].upstream
    let setup = upstreams[upstream].setup
    let surface = traffic.shapes[Int(requests[slot].label.traffic)].surface
    let model = wireModel(requests[slot])
    let isLimit = refusal.reason == .rateLimited
    let limit = isLimit ? upstreams[upstream].limiter?.state(at: now) : nil
    let instant = now
    var read = refusal
    let body = onWire { edge in
      var context = edge.context(of: refusal, in: edge.sent[slot], surface)
      context.model = model
      context.isVertex = setup.isVertex
      context.now = instant
      context.limit = limit
      return WireEdge.passed(RefusalBody.write(refusal, provider: setup.provider, context))
    }
    if let reason = RefusalBody.reason(of: body, provider: setup.provider) {
      read.reason = reason
    }
    guard limit != nil else { return read }
    let start = self.setup.startUnixSeconds
    let sent = upstreams[upstream].headers(refusal, at: now, startUnixSeconds: start)
    guard let fields = HeaderFields(encoded: sent.encoded()) else {
      preconditionFailure("a fake's own header fields cannot be read back")
    }
    read.retryAfter = RateHeaders.retryAfter(in: fields, at: now, startUnixSeconds: start)
    return read
  }
}

extension WireEdge {
  /// What the provider tells of the item to blame.
  func context(
    of refusal: Refusal, in sent: JSONValue, _ surface: Surface
  ) -> RefusalContext {
    var context = RefusalContext()
    guard refusal.item != .max else { return context }
    let place = Int(refusal.item)
    if surface == .responses {
      guard let items = sent.array, place < items.count else { return context }
      context.itemID = items[place]["id"]?.string
      context.content = items[place]["encrypted_content"]?.string ?? ""
      return context
    }
    context.place = SurfaceText(surface: surface).place(of: place, in: sent.array ?? [])
    return context
  }
}
