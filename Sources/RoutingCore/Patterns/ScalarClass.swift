/// A set of Unicode scalars, as a class in brackets or an escape writes it.
struct ScalarClass: Equatable, Sendable {
  /// `\d`, `\w`, `\s` and their opposites.
  enum Kind: Equatable, Sendable {
    case digit, word, space
  }

  var ranges: [ClosedRange<UInt32>] = []
  var kinds: [(kind: Kind, isNegated: Bool)] = []
  var isNegated = false

  static func == (left: ScalarClass, right: ScalarClass) -> Bool {
    left.ranges == right.ranges && left.isNegated == right.isNegated
      && left.kinds.elementsEqual(right.kinds) {
        $0.kind == $1.kind && $0.isNegated == $1.isNegated
      }
  }

  mutating func insert(_ scalar: Unicode.Scalar) { ranges.append(scalar.value...scalar.value) }

  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    var found = holds(scalar)
    if !found, ignoringCase {
      found = Self.otherCases(of: scalar).contains { holds($0) }
    }
    return found != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
      || kinds.contains { Self.isA($0.kind, scalar) != $0.isNegated }
  }

  /// The scalar in the other case, if its case mapping is one scalar.
  static func otherCases(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let mapped = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
    return mapped.compactMap { text in
      text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
  }

  /// Python's `\d` (decimal digits), `\w` (letters, numbers, underscore) and `\s` for texts.
  private static func isA(_ kind: Kind, _ scalar: Unicode.Scalar) -> Bool {
    switch kind {
    case .digit: return scalar.properties.numericType == .decimal
    case .word:
      if scalar == "_" || scalar.properties.numericType != nil { return true }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        return true
      default: return false
      }
    case .space:
      return scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
  }
}
