/// The stream of CPython's module `random` after `random.seed(int)`: MT19937 and the calls on it.
///
/// With it a recorded LiteLLM run is matched pick for pick (CPython 3.11, `Modules/_randommodule.c`
/// and `Lib/random.py`, by their documented behaviour).
public struct CPythonRandom: Sendable {
  private static let length = 624
  private var state: [UInt32]
  private var place: Int

  /// Seeds as `random.seed(seed)`: the number's 32-bit digits are the key of `init_by_array`.
  public init(seed: UInt64) {
    var key = [UInt32(truncatingIfNeeded: seed)]
    if seed >> 32 != 0 { key.append(UInt32(truncatingIfNeeded: seed >> 32)) }
    state = CPythonRandom.initial(19_650_218)
    place = CPythonRandom.length
    var row = 1
    var column = 0
    for _ in 0..<max(CPythonRandom.length, key.count) {
      state[row] =
        (state[row] ^ CPythonRandom.stir(state[row - 1]) &* 1_664_525) &+ key[column]
        &+ UInt32(column)
      row += 1
      column = (column + 1) % key.count
      if row == CPythonRandom.length {
        state[0] = state[CPythonRandom.length - 1]
        row = 1
      }
    }
    for _ in 1..<CPythonRandom.length {
      state[row] =
        (state[row] ^ CPythonRandom.stir(state[row - 1]) &* 1_566_083_941) &- UInt32(row)
      row += 1
      if row == CPythonRandom.length {
        state[0] = state[CPythonRandom.length - 1]
        row = 1
      }
    }
    state[0] = 0x8000_0000
  }

  private static func stir(_ word: UInt32) -> UInt32 { word ^ word >> 30 }

  private static func initial(_ seed: UInt32) -> [UInt32] {
    var words = [UInt32](repeating: seed, count: length)
    for row in 1..<length {
      words[row] = 1_812_433_253 &* stir(words[row - 1]) &+ UInt32(row)
    }
    return words
  }

  private mutating func refill() {
    for row in 0..<CPythonRandom.length {
      let next = state[(row + 1) % CPythonRandom.length]
      let joined = state[row] & 0x8000_0000 | next & 0x7FFF_FFFF
      let twist: UInt32 = joined & 1 == 0 ? 0 : 0x9908_B0DF
      state[row] = state[(row + 397) % CPythonRandom.length] ^ joined >> 1 ^ twist
    }
    place = 0
  }

  /// The next 32-bit word.
  public mutating func word() -> UInt32 {
    if place >= CPythonRandom.length { refill() }
    var word = state[place]
    place += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  /// `random.getrandbits(count)` for at most 32 bits.
  public mutating func bits(_ count: Int) -> UInt32 {
    precondition(1...32 ~= count, "getrandbits is asked for \(count) bits, it gives 1 to 32")
    return word() >> UInt32(32 - count)
  }

  /// The place that `random.choice` picks in a list of this length; a single one draws, too.
  public mutating func choice(count: Int) -> Int {
    precondition(count > 0, "a choice from nothing has no outcome")
    let width = Int.bitWidth - count.leadingZeroBitCount
    var drawn = Int(bits(width))
    while drawn >= count { drawn = Int(bits(width)) }
    return drawn
  }

  /// `random.random()`: two words make a fraction in steps of 2^-53.
  public mutating func uniform() -> Double {
    let high = UInt64(word() >> 5)
    let low = UInt64(word() >> 6)
    return Double(high << 26 | low) * 0x1p-53
  }
}
