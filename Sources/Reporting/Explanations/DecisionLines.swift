import Harness
import Primitives
public import RoutingCore

/// A decision stage by stage, a line for each that did something: whom it left out, and why.
///
/// For decisions outside a scenario, where there are no other requests to tell of.
public struct DecisionLines {
  private let decision: TracedDecision
  private let configuration: GatewayConfiguration
  private static let namesMax = 8

  /// Makes the lines of a decision of a gateway.
  public init(_ decision: TracedDecision, in configuration: GatewayConfiguration) {
    self.decision = decision
    self.configuration = configuration
  }

  /// The lines, with nothing in front.
  public var lines: [String] {
    var lines: [String] = []
    for stage in decision.stages {
      let parts = remarks(stage) + eliminations(stage)
      guard !parts.isEmpty else { continue }
      lines.append(stage.stage.label.padded(to: 10) + parts.joined(separator: "; "))
    }
    if let pick = decision.pick {
      let shares = zip(pick.candidates, pick.weights).map { candidate, weight in
        "\(name(candidate)) \(Self.share(weight, of: pick.weights.reduce(0, +)))"
      }
      lines.append(
        Stage.pick.label.padded(to: 10) + Self.list(shares) + " -> " + name(pick.choice))
    }
    if let error = decision.error {
      lines.append("error".padded(to: 10) + "\(error.clientStatus) \(error.kind.label)")
    }
    return lines
  }

  /// The name that was asked for.
  public var model: String { configuration.models[decision.model.index].name }

  private func name(_ deployment: DeploymentIndex) -> String {
    configuration.texts[deployment.index].label
  }

  private func remarks(_ stage: TracedStage) -> [String] {
    stage.notes.compactMap { note in
      switch note {
      case .candidates(let all):
        all.isEmpty ? "nobody" : "candidates " + Self.list(all.map(name))
      case .origin(let number):
        "marked for "
          + (configuration.names[number].isEmpty ? "nobody" : configuration.names[number])
      case .originUnavailable(let rule):
        "nobody can open them: unavailable_origin = \(rule.rawValue)"
      case .stripped(let count): "stripped \(NumberText.counted(count, "item"))"
      case .wouldKeep: nil
      }
    }
  }

  /// Whom a stage left out, by reason.
  private func eliminations(_ stage: TracedStage) -> [String] {
    var reasons: [(label: String, names: [String])] = []
    for elimination in stage.eliminations {
      let label = elimination.reason.label
      if let place = reasons.firstIndex(where: { $0.label == label }) {
        reasons[place].names.append(name(elimination.deployment))
      } else {
        reasons.append((label, [name(elimination.deployment)]))
      }
    }
    return reasons.map { "leaves out \(Self.list($0.names)) (\($0.label))" }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(namesMax).joined(separator: ", ")
      + (names.count > namesMax ? ", \(names.count - namesMax) more" : "")
  }

  private static func share(_ weight: Double, of sum: Double) -> String {
    func text(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
    return "\(text(weight))/\(text(sum))"
  }
}
