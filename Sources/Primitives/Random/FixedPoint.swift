/// Logarithm, power and normal quantile in units of 2^-32, by tables and straight lines between.
enum FixedPoint {
  /// The binary logarithm of a positive number.
  static func log2(_ value: UInt64) -> UInt64 {
    let whole = 63 - value.leadingZeroBitCount
    let mantissa = value << UInt64(value.leadingZeroBitCount + 1)
    return UInt64(whole) << 32 &+ line(SamplerTables.log2, mantissa)
  }

  /// 2 to a power; saturates above 2^63.
  static func exp2(_ exponent: UInt64) -> UInt64 {
    let whole = exponent >> 32
    guard whole < 63 else { return .max }
    let power = line(SamplerTables.exp2, exponent << 32)
    return whole >= 32 ? power << (whole - 32) : power >> (32 - whole)
  }

  /// Minus the natural logarithm of a word read as a fraction of one.
  static func minusLn(of word: UInt64) -> UInt64 {
    let log = log2(word | 1)
    let distance = (UInt64(64) << 32) - log
    let product = distance.multipliedFullWidth(by: SamplerTables.naturalLog2)
    return product.high << 32 | product.low >> 32
  }

  /// The normal quantile beyond which half of the word, read as a fraction of one, lies.
  static func normalQuantile(of word: UInt64) -> UInt64 {
    let tail = word | 1
    let level = min(tail.leadingZeroBitCount, SamplerTables.normalLevels - 1)
    // Within a level the tail falls from the whole to the half; knots step down evenly.
    let rest = tail << UInt64(level)
    let fall = rest >> 63 == 1 ? ~rest << 1 : UInt64.max
    let place = Int(fall >> 60)
    let start = SamplerTables.normal[level * SamplerTables.normalKnots + place]
    let end = SamplerTables.normal[level * SamplerTables.normalKnots + place + 1]
    let product = (end - start).multipliedFullWidth(by: fall << 4)
    return start &+ product.high
  }

  /// The value of a table of 257 knots at a fraction of one.
  private static func line(_ table: [UInt64], _ fraction: UInt64) -> UInt64 {
    let place = Int(fraction >> 56)
    let product = (table[place + 1] - table[place]).multipliedFullWidth(by: fraction << 8)
    return table[place] &+ product.high
  }
}
