/// Base64 of RFC 4648 with padding, in one of its two alphabets.
public enum Base64: Sendable {
  /// With `+` and `/`, as embeddings are sent.
  case standard
  /// With `-` and `_`, as sealed content is written.
  case urlSafe

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  private var last: (UInt8, UInt8) {
    switch self {
    case .standard: (0x2B, 0x2F)
    case .urlSafe: (0x2D, 0x5F)
    }
  }

  private func letter(of value: Int) -> UInt8 {
    value < 62 ? Self.letters[value] : value == 62 ? last.0 : last.1
  }

  /// The text of some bytes.
  public func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for place in 0..<3 {
        word = word << 8 | UInt32(place < rest.count ? rest[start + place] : 0)
      }
      for place in 0..<4 {
        text.append(
          place <= rest.count ? letter(of: Int(word >> UInt32(18 - 6 * place) & 63)) : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil if the text is not exactly what `encode` writes for some bytes.
  public func decode(_ text: String) -> [UInt8]? {
    let letters = Array(text.utf8)
    guard letters.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count / 4 * 3)
    for start in stride(from: 0, to: letters.count, by: 4) {
      var word: UInt32 = 0
      var padding = 0
      for letter in letters[start..<start + 4] {
        if letter == 0x3D {
          padding += 1
          word <<= 6
        } else {
          guard padding == 0, let value = value(of: letter) else { return nil }
          word = word << 6 | value
        }
      }
      guard padding <= 2, padding == 0 || start + 4 == letters.count else { return nil }
      for place in 0..<3 - padding {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(16 - 8 * place)))
      }
    }
    return encode(bytes) == text ? bytes : nil
  }

  private func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter - 0x41)
    case 0x61...0x7A: UInt32(letter - 0x61) + 26
    case 0x30...0x39: UInt32(letter - 0x30) + 52
    case last.0: 62
    case last.1: 63
    default: nil
    }
  }
}
