import Foundation
import Harness

/// The commit of the checkout at hand.
enum Commit {
  /// Its short hash; empty outside a checkout.
  static let present: String = {
    guard case .success(let bytes) = TextFile.read(".git/HEAD") else { return "" }
    let head = line(bytes)
    guard head.hasPrefix("ref: ") else { return String(head.prefix(12)) }
    let name = String(head.dropFirst("ref: ".count))
    if case .success(let bytes) = TextFile.read(".git/" + name) {
      return String(line(bytes).prefix(12))
    }
    guard case .success(let packed) = TextFile.read(".git/packed-refs") else { return "" }
    let lines = String(decoding: packed, as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasSuffix(" " + name) }.map { String($0.prefix(12)) } ?? ""
  }()

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }
}
