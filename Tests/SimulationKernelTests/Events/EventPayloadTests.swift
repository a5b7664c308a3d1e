import SimulationKernel
import Testing

@Suite("Event payloads")
struct EventPayloadTests {
  @Test("each part keeps its value when the others change")
  func parts() {
    let full = EventPayload(
      kind: 0xf1, detail: 0xf2, ordinal: 0xf3f4, slot: 0xf5f6_f7f8, generation: 0xf9fa_fbfc,
      extra: 0xfdfe_ff01)
    var payload = EventPayload(kind: 0)
    let steps: [(inout EventPayload) -> Void] = [
      { $0.kind = 0xf1 }, { $0.detail = 0xf2 }, { $0.ordinal = 0xf3f4 },
      { $0.slot = 0xf5f6_f7f8 }, { $0.generation = 0xf9fa_fbfc }, { $0.extra = 0xfdfe_ff01 },
    ]
    for step in steps + steps.reversed() { step(&payload) }
    #expect(payload == full)
    #expect(payload.kind == 0xf1 && payload.detail == 0xf2 && payload.ordinal == 0xf3f4)
    #expect(payload.slot == 0xf5f6_f7f8 && payload.generation == 0xf9fa_fbfc)
    #expect(payload.extra == 0xfdfe_ff01)
    #expect(payload.words == (0xf5f6_f7f8_f3f4_f2f1, 0xfdfe_ff01_f9fa_fbfc))
    let zeros: [(inout EventPayload) -> Void] = [
      { $0.extra = 0 }, { $0.detail = 0 }, { $0.slot = 0 }, { $0.kind = 0 },
      { $0.generation = 0 }, { $0.ordinal = 0 },
    ]
    for zero in zeros { zero(&payload) }
    #expect(payload == EventPayload(kind: 0))
  }
}
