import Foundation
import Harness
import Reporting
import RoutingCore
import Scenarios
import Testing

/// No secret of a configuration is ever printed or written, whatever is wrong with the file.
struct SecretTests {
  @Test(arguments: AuditedFile.names, [Preset.litellm18112, .litellm11091])
  func audits(_ name: String, _ preset: Preset) async throws {
    let planted = PlantedSecrets(try AuditedFile.bytes(name))
    #expect(planted.secrets.count >= 5)
    let number = try #require(Preset.allCases.firstIndex(of: preset))
    let result = await AuditMutation(planted.bytes, number: UInt64(number))
    #expect(result.isRead)
    #expect(result.output.contains("SUFFERS"))
    #expect(planted.leak(in: result.output) == nil)
    #expect(!planted.secrets.contains { result.output.contains($0) })
  }

  /// What breaks a line breaks it in the middle of a secret, too.
  @Test(arguments: AuditedFile.names)
  func brokenLines(_ name: String) throws {
    let planted = PlantedSecrets(try AuditedFile.bytes(name))
    let text = String(decoding: planted.bytes, as: UTF8.self)
    var broken = 0
    for secret in planted.secrets {
      for accident in [
        "\"\(secret)", "[\(secret)", "{\(secret)", ": \(secret): x", "\t\(secret)",
        "- \(secret)", "*\(secret)", "&\(secret) &\(secret)", "!\(secret)", "\(secret): \(secret)",
        "{\(secret): 1, \(secret): 2}", "\(secret)\n\(secret)", "|\n\(secret)", "%\(secret)",
      ] {
        let (file, diagnostics) = AuditedFile.load(text.replacing(secret, with: accident))
        if file == nil { broken += 1 }
        let printed = diagnostics.map(\.text).joined(separator: "\n")
        #expect(planted.leak(in: printed) == nil, "\(accident.prefix(8)): \(printed)")
      }
    }
    #expect(broken > planted.secrets.count)
  }

  /// A word of the test itself: without hiding, the same text is a leak.
  @Test func aLeakIsSeen() throws {
    let planted = PlantedSecrets(try AuditedFile.bytes("azure-regions"))
    let secret = try #require(planted.secrets.first)
    #expect(planted.leak(in: "found '\(secret)'") != nil)
    #expect(planted.leak(in: "found '\(secret.dropFirst(3).prefix(20))'") != nil)
    #expect(planted.leak(in: "found '\(secret.dropFirst(3).prefix(19))'") == nil)
    #expect(planted.leak(in: Redaction.text("found '\(secret)'")) == nil)
  }

  /// Accidents of every kind: as many as `scripts/mutate` is asked for, here a few.
  @Test(arguments: 0..<4)
  func mutations(_ part: Int) async throws {
    let files = try AuditedFile.names.map { PlantedSecrets(try AuditedFile.bytes($0)) }
    var read = 0
    for number in 0..<20 {
      let file = files[number % files.count]
      let mutated = MutatedFile(file.bytes, seed: UInt64(part), number: UInt64(number))
      let result = await AuditMutation(mutated.bytes, number: UInt64(number))
      if result.isRead { read += 1 }
      #expect(result.untried == 0, "mutation \(part).\(number)")
      #expect(file.leak(in: result.output) == nil, "mutation \(part).\(number)")
    }
    #expect(read > 1 && read < 19, "\(read) of 20 were read")
  }

  /// Files alone are read fast: more of them, and scenarios with a configuration inside.
  @Test(arguments: 0..<4)
  func mutatedScenarios(_ part: Int) throws {
    let config = PlantedSecrets(try AuditedFile.bytes(AuditedFile.names[part % 3]))
    let indented = String(decoding: config.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    let model = ["gpt-5", "chat", "team-codex"][part % 3]
    let scenario =
      "name: A\ntraffic: {model: \(model)}\nvariants: {a: recommended}\nconfig:\n"
      + indented.joined(separator: "\n")
    for number in 0..<750 {
      let mutated = MutatedFile(Array(scenario.utf8), seed: UInt64(part), number: UInt64(number))
      let loader = ScenarioLoader { path in
        path == "a.yaml" ? .success(mutated.bytes) : .failure(.init(reason: "it is not there"))
      }
      let (loaded, diagnostics) = loader.load(file: "a.yaml", id: "a")
      let hasErrors = diagnostics.contains { $0.severity == .error }
      #expect(hasErrors == (loaded == nil))
      let printed = diagnostics.map(\.text).joined(separator: "\n")
      #expect(config.leak(in: printed) == nil, "mutation \(part).\(number): \(printed)")
    }
  }
}
