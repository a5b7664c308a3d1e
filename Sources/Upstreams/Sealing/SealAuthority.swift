import Primitives
import WireFormats

/// Mints and verifies the sealed content of one boundary.
///
/// The text is base64 of version, boundary, number and a keyed hash of them, and starts with `gAAA`
/// as genuine content does (protocol: Fernet-like). It is opaque to everybody else; it hides
/// nothing, which no test needs.
public struct SealAuthority: Sendable {
  /// The boundary whose key this is.
  public let boundary: UInt16
  private let key: (UInt64, UInt64)

  /// Makes the authority of a boundary; its key derives from the seed and the boundary's name.
  public init(boundary: UInt16, name: String, seed: UInt64) {
    self.boundary = boundary
    var stream = RandomStream(seed: seed, name: "seal/" + name)
    key = (stream.next(), stream.next())
  }

  /// How many bytes a blob has before its text form.
  static let blobBytes = 33

  /// The sealed content of an item.
  public func mint(number: UInt32) -> String {
    var bytes: [UInt8] = [0x80, 0, 0, 0, 0]
    append(UInt64(boundary), bytes: 2, to: &bytes)
    append(UInt64(number), bytes: 4, to: &bytes)
    let low = tag(number: number, lane: key.0)
    let high = tag(number: number, lane: key.1)
    append(low, bytes: 8, to: &bytes)
    append(high, bytes: 8, to: &bytes)
    // Padding, so that a changed byte may also hit what no field covers but the length.
    append(low ^ high, bytes: 6, to: &bytes)
    return Base64.urlSafe.encode(bytes)
  }

  /// Whether these fields carry this boundary's hash.
  func verifies(_ blob: SealBlob) -> Bool {
    blob.boundary == boundary && blob.low == tag(number: blob.number, lane: key.0)
      && blob.high == tag(number: blob.number, lane: key.1)
      && blob.tail == (blob.low ^ blob.high) & 0xFFFF_FFFF_FFFF
  }

  private func tag(number: UInt32, lane: UInt64) -> UInt64 {
    var word = lane ^ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    for round in 0..<4 {
      word = (word ^ UInt64(boundary) &+ UInt64(round)) &* 0xD6E8_FEB8_6659_FD93
      word ^= word >> 32
      word = word &* 0xBF58_476D_1CE4_E5B9 ^ lane
      word ^= word >> 29
    }
    return word
  }

  private func append(_ value: UInt64, bytes: Int, to blob: inout [UInt8]) {
    for place in (0..<bytes).reversed() {
      blob.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place)))
    }
  }
}

/// The fields of a blob, read and not yet verified.
struct SealBlob: Equatable {
  var boundary: UInt16
  var number: UInt32
  var low: UInt64
  var high: UInt64
  var tail: UInt64

  init?(_ text: String) {
    guard let bytes = Base64.urlSafe.decode(text), bytes.count == SealAuthority.blobBytes,
      bytes[0] == 0x80, bytes[1...4].allSatisfy({ $0 == 0 })
    else { return nil }
    func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
    boundary = UInt16(truncatingIfNeeded: number(5..<7))
    self.number = UInt32(truncatingIfNeeded: number(7..<11))
    low = number(11..<19)
    high = number(19..<27)
    tail = number(27..<33)
  }
}

/// Reads the truth of sealed content: the world's view, with every boundary's key.
public struct SealRegistry: Sendable {
  /// The authorities by boundary.
  public let authorities: [SealAuthority]

  /// Makes the registry of all boundaries.
  public init(authorities: [SealAuthority]) { self.authorities = authorities }

  /// The truth about a text: intact with its boundary and number, or damaged.
  ///
  /// A damaged text still names the boundary it claims, for the message it gets.
  public func truth(of text: String) -> Seal {
    guard let blob = SealBlob(text) else {
      return Seal(boundary: .max, state: .damaged, number: 0)
    }
    let isGenuine =
      Int(blob.boundary) < authorities.count && authorities[Int(blob.boundary)].verifies(blob)
    return Seal(
      boundary: blob.boundary, state: isGenuine ? .intact : .damaged, number: blob.number)
  }
}
