import Primitives
import RoutingCore
import SimulationKernel
import Upstreams

extension Simulation {
  /// Every replica checks its deployments at the start, and again and again.
  mutating func scheduleProbes() {
    guard setup.configuration.settings.probes != nil else { return }
    for place in 0..<setup.replicas { scheduleProbe(place, at: .zero) }
  }

  private mutating func scheduleProbe(_ place: Int, at instant: Instant) {
    looksWaiting += 1
    schedule(.probe, at: instant) { $0.slot = UInt32(place) }
  }

  /// A replica calls each of its deployments once.
  mutating func probeDue(_ place: Int) {
    looksWaiting -= 1
    // Checks alone keep no run alive.
    guard let probes = setup.configuration.settings.probes, scheduler.count > looksWaiting else {
      return
    }
    let replica = active[place]
    if replicas[replica].isProbing {
      for number in setup.configuration.deployments.indices {
        let deployment = DeploymentIndex(number)
        if replicas[replica].isConfigured(deployment) { probe(deployment, from: replica) }
      }
    }
    scheduleProbe(place, at: now + probes.interval)
  }

  private mutating func probe(_ deployment: DeploymentIndex, from replica: Int) {
    let upstream = setup.upstreamOfDeployment[deployment.index]
    let call = UpstreamCall(
      model: setup.modelOfDeployment[deployment.index], turn: 1, streams: false,
      previousResponse: nil)
    let status: UInt16
    var time: SimDuration
    switch upstreams[upstream].judge(call, items: [], at: now) {
    case .refuses(let refusal):
      status = refusal.status == 0 ? 500 : refusal.status
      time = upstreams[upstream].refusalTime()
    case .serves(let fault):
      status = 0
      time = upstreams[upstream].answerTime().whole
      if case .delays(let delay)? = fault { time = time + delay }
    }
    looksWaiting += 1
    schedule(.probeResult, at: now + time) {
      $0.slot = UInt32(replica)
      $0.ordinal = status
      $0.extra = deployment.rawValue
    }
  }

  mutating func probeIsBack(_ payload: EventPayload) {
    looksWaiting -= 1
    feed(
      .probeResult(DeploymentIndex(Int(payload.extra)), status: payload.ordinal),
      to: Int(payload.slot))
  }
}
