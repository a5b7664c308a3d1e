public import ArgumentParser
import Primitives
public import RoutingCore
import Tunnel

extension RoutingStrategy: ExpressibleByArgument {}

/// Runs plain requests for measurements: nothing but the simulation.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run plain requests for measurements; prints what was run, not how long it took.")

  @Option(help: "How many requests.")
  var requests: UInt32 = 100_000

  @Option(help: "How many deployments.")
  var deployments: Int = 10

  @Flag(help: "Only pick deployments: no clients, no upstreams.")
  var picks = false

  @Option(help: "How the router picks.")
  var strategy: RoutingStrategy = .simpleShuffle

  func validate() throws {
    guard (1...1000).contains(deployments) else {
      throw ValidationError("--deployments is \(deployments), accepted are 1 to 1000")
    }
  }

  func run() throws {
    if picks {
      let choice = PlainTraffic.pick(requests, among: deployments, strategy: strategy)
      Console.print(["\(requests) picks among \(deployments): \(choice)"])
      return
    }
    var simulation = Simulation(
      PlainTraffic.setup(requests: requests, deployments: deployments, strategy: strategy),
      mode: RunMode())
    let result = simulation.run()
    Console.print([
      "\(result.requests) requests, \(result.events.count) events, decisions "
        + result.decisions.digest.text
    ])
  }
}
