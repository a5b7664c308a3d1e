/// Base64 exactly as CPython 3.11 reads and writes it.
///
/// LiteLLM decodes ids and wrappers that clients send back with `base64.b64decode` and its default
/// `validate=False`. What that accepts decides which marker is seen, so each leniency is kept:
/// bytes outside the alphabet are skipped (`-`, `_` and line ends too), a `=` before the third
/// digit of a group is skipped, reading ends at the first complete padding whatever follows, and
/// bits left over in the last digit are dropped.
public enum PythonBase64 {
  /// Decodes leniently, or gives nil where CPython raises `binascii.Error`.
  ///
  /// That is: the digits end inside a group of four that no padding completes.
  public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.underestimatedCount / 4 * 3)
    var digitsInGroup = 0
    var padding = 0
    var leftover: UInt8 = 0
    for byte in text {
      if byte == UInt8(ascii: "=") {
        guard digitsInGroup >= 2 else { continue }
        padding += 1
        if digitsInGroup + padding >= 4 { return decoded }
        continue
      }
      guard let digit = value(of: byte) else { continue }
      // A digit after an incomplete padding takes it back.
      padding = 0
      switch digitsInGroup {
      case 0: leftover = digit
      case 1:
        decoded.append(leftover << 2 | digit >> 4)
        leftover = digit & 0x0F
      case 2:
        decoded.append(leftover << 4 | digit >> 2)
        leftover = digit & 0x03
      default: decoded.append(leftover << 6 | digit)
      }
      digitsInGroup = (digitsInGroup + 1) & 3
    }
    return digitsInGroup == 0 ? decoded : nil
  }

  /// Encodes with the standard alphabet and padding, without line ends.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let present = min(3, bytes.count - index)
      let first = bytes[index]
      let second = present > 1 ? bytes[index + 1] : 0
      let third = present > 2 ? bytes[index + 2] : 0
      text.append(digit(first >> 2))
      text.append(digit((first & 0x03) << 4 | second >> 4))
      text.append(present > 1 ? digit((second & 0x0F) << 2 | third >> 6) : UInt8(ascii: "="))
      text.append(present > 2 ? digit(third & 0x3F) : UInt8(ascii: "="))
      index += 3
    }
    return text
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + value - 26
    case 52..<62: UInt8(ascii: "0") + value - 52
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }
}
