import Primitives
import RoutingCore
import SimulationKernel

extension Simulation {
  /// Every replica looks at its deployments' queues at the start, and again and again.
  mutating func scheduleScrapes() {
    guard setup.configuration.settings.queues != nil else { return }
    for place in 0..<setup.replicas { scheduleScrape(place, at: .zero) }
  }

  /// Something happens to the side channel through which queues are seen.
  mutating func changeQueueChannel(_ change: StoreChange, lasting: SimDuration?) {
    queueChannel.change(change, until: lasting.map { now + $0 } ?? .never)
  }

  private mutating func scheduleScrape(_ place: Int, at instant: Instant) {
    looksWaiting += 1
    schedule(.scrape, at: instant) { $0.slot = UInt32(place) }
  }

  mutating func scrapeDue(_ place: Int) {
    looksWaiting -= 1
    // Looks alone keep no run alive.
    guard scheduler.count > looksWaiting else { return }
    let latency = queueChannel.latency(setup.queueWatch.latency, at: now)
    if !queueChannel.isDown(at: now) {
      for number in setup.configuration.deployments.indices {
        let upstream = setup.upstreamOfDeployment[number]
        scrape(
          DeploymentIndex(number), UInt32(serving[upstream]) + UInt32(queues[upstream].count),
          after: latency, for: active[place])
      }
    }
    scheduleScrape(place, at: now + setup.queueWatch.interval)
  }

  private mutating func scrape(
    _ deployment: DeploymentIndex, _ depth: UInt32, after latency: SimDuration, for replica: Int
  ) {
    guard latency > .zero else {
      feed(.queueScraped(deployment, depth: depth, takenAt: now), to: replica)
      return
    }
    looksWaiting += 1
    let sample = queueSamples.open(depth, takenAt: now, replica)
    schedule(.scrapeResult, at: now + latency) {
      $0.slot = UInt32(sample)
      $0.extra = deployment.rawValue
    }
  }

  mutating func scrapeIsBack(_ payload: EventPayload) {
    looksWaiting -= 1
    let sample = queueSamples.close(Int(payload.slot))
    feed(
      .queueScraped(
        DeploymentIndex(Int(payload.extra)), depth: sample.depth, takenAt: sample.takenAt),
      to: sample.replica)
  }
}

/// Lengths of queues on their way to a replica; slots are used again.
struct QueueSamples {
  /// One length.
  struct Sample: BitwiseCopyable {
    var depth: UInt32
    var takenAt: Instant
    var replica: Int
  }

  private var samples: [Sample] = []
  private var free: [Int] = []

  mutating func open(_ depth: UInt32, takenAt: Instant, _ replica: Int) -> Int {
    let sample = Sample(depth: depth, takenAt: takenAt, replica: replica)
    guard let slot = free.popLast() else {
      samples.append(sample)
      return samples.count - 1
    }
    samples[slot] = sample
    return slot
  }

  mutating func close(_ slot: Int) -> Sample {
    free.append(slot)
    return samples[slot]
  }
}
