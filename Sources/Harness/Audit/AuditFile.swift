import RoutingCore
import Scenarios

/// A suffered incident as a scenario file.
public struct AuditFile: Sendable {
  /// The name of the file.
  public var name: String
  /// Its text; it names the configuration by its path and holds nothing else of it but names.
  public var text: String
  /// The place of the finding that it shows.
  public var finding: Int
}

extension Audit {
  /// The scenarios of everything that is suffered, for a configuration at a path seen from their
  /// folder; in the order of findings. Where a name is written like a secret, or is one elsewhere
  /// in the configuration, there is no file: it could not say whom it is about.
  public func files(config: String) -> [AuditFile] {
    var files: [AuditFile] = []
    for (place, finding) in findings.enumerated() {
      guard finding.verdict.isSuffered, let emission = finding.emission else { continue }
      let stem = Self.slug(finding.group ?? "all") + "-" + finding.incident.rawValue
      var name = stem
      var count = 1
      while files.contains(where: { $0.name == name + ".yaml" }) {
        count += 1
        name = "\(stem)-\(count)"
      }
      let comment = [
        "Written by windtunnel audit under \(request.preset.rawValue): what this configuration",
        "suffers is under breaks, beside what was tried against it.",
      ]
      let text = emission.text(config: config, seed: request.seed, comment: comment)
      guard Redaction.text(text, hiding: request.file.secrets) == text else { continue }
      files.append(AuditFile(name: name + ".yaml", text: text, finding: place))
    }
    return files
  }

  /// Lower-case letters, digits and single hyphens.
  private static func slug(_ name: String) -> String {
    let safe = Redaction.text(name).lowercased().utf8.map { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        ? Character(Unicode.Scalar(byte)) : "-"
    }
    let parts = String(safe.prefix(60)).split(separator: "-")
    return parts.isEmpty ? "group" : parts.joined(separator: "-")
  }
}
