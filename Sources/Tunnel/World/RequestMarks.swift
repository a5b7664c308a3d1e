/// What sets a request apart from an ordinary one, as the world sees it.
struct RequestMarks: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  /// Its client is gone, and it goes on.
  static let hasLeft = RequestMarks(rawValue: 1)
  /// Its attempts carry on a stream that broke midway.
  static let continues = RequestMarks(rawValue: 2)
  /// Its latest attempt failed.
  static let hasFailed = RequestMarks(rawValue: 4)
  /// What the client was given is not what one upstream said: a beginning twice, a part, or prose
  /// in the place of a call.
  static let isSpoiled = RequestMarks(rawValue: 8)
  /// Its attempts carry what is not input or model.
  static let hasParameters = RequestMarks(rawValue: 16)
  /// It asks for the conversation to be compacted.
  static let compacts = RequestMarks(rawValue: 32)
  /// The connection of its running attempt is never given back.
  static let leaks = RequestMarks(rawValue: 64)
  /// It runs code in a container.
  static let usesContainer = RequestMarks(rawValue: 128)
}
