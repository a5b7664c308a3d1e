/// One item of a response's output.
public enum ResponseItem: Equatable, Sendable {
  /// Sealed reasoning with its readable summary.
  case reasoning(Reasoning)
  /// Text from the assistant.
  case message(Message)
  /// A sealed stand-in for earlier turns.
  case compaction(Compaction)
  /// A call of one of the client's functions.
  case functionCall(FunctionCall)

  /// Parts of a reasoning item.
  public struct Reasoning: Equatable, Sendable {
    /// The item's id, `rs_…`; clients may drop it.
    public var id: String?
    /// The readable summary, one text per part.
    public var summary: [String]
    /// The sealed content, or nil if it was not asked for.
    public var sealedContent: String?

    /// Makes a reasoning item.
    public init(id: String?, summary: [String] = [], sealedContent: String?) {
      self.id = id
      self.summary = summary
      self.sealedContent = sealedContent
    }
  }

  /// Parts of a message item.
  public struct Message: Equatable, Sendable {
    /// The item's id, `msg_…`.
    public var id: String?
    /// The text.
    public var text: String

    /// Makes a message of one text part.
    public init(id: String?, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// Parts of a compaction item.
  public struct Compaction: Equatable, Sendable {
    /// The item's id, `cmp_…`.
    public var id: String?
    /// The sealed content, always there.
    public var sealedContent: String

    /// Makes a compaction item.
    public init(id: String?, sealedContent: String) {
      self.id = id
      self.sealedContent = sealedContent
    }
  }

  /// Parts of a function call item.
  public struct FunctionCall: Equatable, Sendable {
    /// The item's id, `fc_…`.
    public var id: String?
    /// The id that the client's answer names, `call_…`.
    public var callID: String
    /// The function's name.
    public var name: String
    /// The arguments, a JSON text.
    public var arguments: String

    /// Makes a function call.
    public init(id: String?, callID: String, name: String, arguments: String) {
      self.id = id
      self.callID = callID
      self.name = name
      self.arguments = arguments
    }
  }

  /// The item's id, or nil if it has none.
  public var id: String? {
    switch self {
    case .reasoning(let item): item.id
    case .message(let item): item.id
    case .compaction(let item): item.id
    case .functionCall(let item): item.id
    }
  }

  /// The sealed content, or nil if the item has none.
  public var sealedContent: String? {
    switch self {
    case .reasoning(let item): item.sealedContent
    case .compaction(let item): item.sealedContent
    case .message, .functionCall: nil
    }
  }
}
