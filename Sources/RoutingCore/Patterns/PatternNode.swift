/// A pattern as it is written.
indirect enum PatternNode: Equatable, Sendable {
  case scalar(Unicode.Scalar)
  /// `.`: everything but a newline.
  case any
  case scalarClass(ScalarClass)
  /// `^` and `\A`.
  case start
  /// `$`: the end, or before one final newline.
  case end
  /// `\Z`.
  case veryEnd
  case sequence([PatternNode])
  case choice([PatternNode])
  /// So many times; no upper bound if the most is nil.
  case repeated(PatternNode, least: Int, most: Int?)

  /// Whether Python refuses to repeat it.
  var isAssertion: Bool {
    switch self {
    case .start, .end, .veryEnd: true
    default: false
    }
  }
}
