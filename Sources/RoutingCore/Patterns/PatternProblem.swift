/// Why a pattern cannot be used.
public enum PatternProblem: Error, Equatable, Sendable {
  /// Python's `re` refuses it, too.
  case invalid(String)
  /// Python knows it, this matcher does not.
  case unsupported(String)
  /// It would take more instructions than this.
  case tooLarge(Int)

  /// The problem in words.
  public var text: String {
    switch self {
    case .invalid(let reason): "no regular expression: \(reason)"
    case .unsupported(let syntax): "\(syntax) is not supported"
    case .tooLarge(let limit): "it takes more than \(limit) instructions"
    }
  }
}
