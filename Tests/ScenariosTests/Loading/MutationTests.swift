import Foundation
import Primitives
import Scenarios
import Testing

/// Files with accidents in them: whatever comes, the loader answers.
struct MutationTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  /// The smaller files of the repository: they load fast, and hold every kind of key between them.
  static func files() throws -> [(name: String, bytes: [UInt8])] {
    let all = FileManager.default.enumerator(atPath: folder.path)
    var files: [(name: String, bytes: [UInt8])] = []
    while let path = all?.nextObject() as? String {
      guard path.hasSuffix(".yaml") else { continue }
      let bytes = try Array(Data(contentsOf: folder.appendingPathComponent(path)))
      if bytes.count < 1_316 { files.append((path, bytes)) }
    }
    return files.sorted { $0.name < $1.name }
  }

  /// Changes one place, or a few.
  static func mutate(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var mutated = bytes
    for _ in 0...random.below(3) where !mutated.isEmpty {
      let place = Int(random.below(UInt64(mutated.count)))
      switch random.below(8) {
      case 0: mutated[place] ^= 1 << UInt8(random.below(8))
      case 1: mutated[place] = UInt8(random.below(256))
      case 2: mutated.removeSubrange(place..<min(mutated.count, place + Int(random.below(9))))
      case 3: mutated.insert(contentsOf: [UInt8](pick(marks, &random).utf8), at: place)
      case 4: mutated.removeLast(mutated.count - place)
      case 5: changeLine(&mutated, &random)
      default: swapTokens(&mutated, &random)
      }
    }
    return mutated
  }

  private static let marks = [
    ":", ": ", "- ", "{", "}", "[", "]", ",", "\n", "\t", "  ", "#", "&a ", "*a ", "\"", "'", "|",
    ">", "%", "@", "!", "? ", "<<: ", "~", "null", "-1", "99999999999999999999", "1e400", "nan",
    "\u{0}", "\u{FEFF}", "\u{85}", "\u{2028}", "...", "---\n", "18446744073.9s", "all", "..",
  ]

  private static func pick<Element>(_ list: [Element], _ random: inout RandomStream) -> Element {
    list[Int(random.below(UInt64(list.count)))]
  }

  /// Takes a line away, doubles it, or moves it somewhere else.
  private static func changeLine(_ bytes: inout [UInt8], _ random: inout RandomStream) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let place = Int(random.below(UInt64(lines.count)))
    switch random.below(3) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: Int(random.below(UInt64(lines.count))))
    default: lines.swapAt(place, Int(random.below(UInt64(lines.count))))
    }
    bytes = Array(lines.joined(separator: [10]))
  }

  /// Puts one word of the file in the place of another.
  private static func swapTokens(_ bytes: inout [UInt8], _ random: inout RandomStream) {
    var words: [Range<Int>] = []
    var start: Int?
    for place in 0...bytes.count {
      if place < bytes.count, isWord[Int(bytes[place])] {
        if start == nil { start = place }
      } else if let begun = start {
        words.append(begun..<place)
        start = nil
      }
    }
    guard !words.isEmpty else { return }
    let source = Array(bytes[pick(words, &random)])
    bytes.replaceSubrange(pick(words, &random), with: source)
  }

  /// Which bytes belong to words.
  private static let isWord: [Bool] = (0..<256).map { byte in
    byte > 0x7F || "_-./%".utf8.contains(UInt8(byte)) || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Problems of the file as a whole have no line.
  static let wholeFile = ["not-utf8", "empty-file", "file-too-large", "invalid-yaml"]

  @Test(arguments: 0..<8)
  func everyAccidentIsAnswered(_ part: Int) throws {
    let files = try Self.files()
    try #require(files.count >= 4)
    var accepted = 0
    for number in 0..<1_250 {
      var random = RandomStream(seed: UInt64(part), name: "mutation", index: UInt64(number))
      let file = Self.pick(files, &random)
      let bytes = Self.mutate(file.bytes, &random)
      let loader = ScenarioLoader { path in
        path == "a.yaml" ? .success(bytes) : .failure(.init(reason: "No such file or directory"))
      }
      let (scenario, diagnostics) = loader.load(file: "a.yaml", id: "a")
      if scenario != nil { accepted += 1 }
      let hasErrors = diagnostics.contains { $0.severity == .error }
      if hasErrors == (scenario != nil) || !diagnostics.allSatisfy({ isPlaced($0, bytes) }) {
        Issue.record("mutation \(part).\(number) of \(file.name): \(diagnostics.map(\.text))")
      }
    }
    // Both happen: otherwise the accidents are all of one kind.
    #expect(accepted > 125 && accepted < 1_125, "\(accepted) of 1,250 were accepted")
  }

  /// Whether a problem lies in the file, or is one of the file as a whole.
  private func isPlaced(_ diagnostic: Diagnostic, _ bytes: [UInt8]) -> Bool {
    guard diagnostic.line > 0 else { return Self.wholeFile.contains(diagnostic.code) }
    // The usual case is fast; besides line feeds, YAML breaks lines at CR, NEL, LS and PS.
    var lines = 1 + bytes.count { $0 == 10 }
    if diagnostic.line > lines {
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      lines += scalars.count { ["\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
    }
    return diagnostic.line <= lines && diagnostic.column >= 1
  }
}
