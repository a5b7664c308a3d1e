import Primitives
import Scenarios

/// A file with accidents in it, made from a good one and a number.
public struct MutatedFile: Sendable {
  /// The bytes.
  public var bytes: [UInt8]

  /// Changes one place of a file, or a few; the same seed and number make the same file.
  public init(_ original: [UInt8], seed: UInt64, number: UInt64) {
    var random = RandomStream(seed: seed, name: "mutated-file", index: number)
    bytes = original
    for _ in 0...random.below(3) where !bytes.isEmpty { change(&random) }
  }

  private static let marks = [
    ":", ": ", "- ", "{", "}", "[", "]", ",", "\n", "\t", "  ", "#", "&a ", "*a ", "\"", "'", "|",
    ">", "%", "@", "!", "? ", "<<: ", "~", "null", "-1", "0", "1000", "99999999999999999999",
    "1e400", "nan", "\u{0}", "\u{FEFF}", "\u{85}", "\u{2028}", "...", "---\n", "*", "/",
    "os.environ/", "true",
  ]

  private mutating func change(_ random: inout RandomStream) {
    let place = Int(random.below(UInt64(bytes.count)))
    switch random.below(8) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes[place] = UInt8(random.below(256))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(random.below(9))))
    case 3:
      let mark = Self.marks[Int(random.below(UInt64(Self.marks.count)))]
      bytes.insert(contentsOf: Array(mark.utf8), at: place)
    case 4: bytes.removeLast(bytes.count - place)
    case 5, 6: changeLine(&random)
    default: swapWords(&random)
    }
  }

  /// Takes a line away, doubles it somewhere, or exchanges two.
  private mutating func changeLine(_ random: inout RandomStream) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let place = Int(random.below(UInt64(lines.count)))
    let other = Int(random.below(UInt64(lines.count)))
    switch random.below(3) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: other)
    default: lines.swapAt(place, other)
    }
    bytes = Array(lines.joined(separator: [10]))
  }

  /// Puts one word of the file in the place of another.
  private mutating func swapWords(_ random: inout RandomStream) {
    var words: [Range<Int>] = []
    var start: Int?
    for place in 0...bytes.count {
      if place < bytes.count, Self.isWord(bytes[place]) {
        if start == nil { start = place }
      } else if let begun = start {
        words.append(begun..<place)
        start = nil
      }
    }
    guard !words.isEmpty else { return }
    let source = words[Int(random.below(UInt64(words.count)))]
    let target = words[Int(random.below(UInt64(words.count)))]
    bytes.replaceSubrange(target, with: Array(bytes[source]))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte > 0x7F || "_-./%".utf8.contains(byte) || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// Secrets that can be told wherever they turn up, planted in a configuration.
public struct PlantedSecrets: Sendable {
  /// The configuration with a secret as the value of each key that names one.
  public private(set) var bytes: [UInt8] = []
  /// The secrets.
  public private(set) var secrets: [String] = []
  /// So many of a secret's characters in a row are a leak.
  static let window = 20

  private let windows: Set<[UInt8]>

  /// Plants secrets for every value from the environment that a key names as one.
  public init(_ configuration: [UInt8]) {
    var random = RandomStream(seed: 0, name: "planted-secrets")
    var lines: [String] = []
    for line in String(decoding: configuration, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      let key = line.prefix { $0 != ":" }.drop { " -".contains($0) }
      guard Redaction.isSecret(key: String(key)),
        let start = line.firstRange(of: "os.environ/")?.lowerBound
      else {
        lines.append(String(line))
        continue
      }
      let digits = (0..<32).map { _ in Array("0123456789abcdef")[Int(random.below(16))] }
      secrets.append("sk-" + String(digits))
      lines.append(String(line[..<start]) + "sk-" + String(digits))
    }
    bytes = Array(lines.joined(separator: "\n").utf8)
    var windows = Set<[UInt8]>()
    for secret in secrets {
      let text = Array(secret.utf8.dropFirst(3))
      for place in 0...(text.count - Self.window) {
        windows.insert(Array(text[place..<(place + Self.window)]))
      }
    }
    self.windows = windows
  }

  /// The first part of a secret that a text shows, long enough to be one; nil if it shows none.
  public func leak(in text: String) -> String? {
    var run: [UInt8] = []
    for byte in text.utf8 {
      let isDigit = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      guard isDigit else {
        run.removeAll(keepingCapacity: true)
        continue
      }
      run.append(byte)
      guard run.count >= Self.window else { continue }
      let last = Array(run.suffix(Self.window))
      if windows.contains(last) { return String(decoding: last, as: UTF8.self) }
    }
    return nil
  }
}
