public import Primitives

/// Why an upstream refused: the provider's own reason, told apart from the gateway's errors.
public enum RefusalReason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// No refusal.
  case none
  /// Sealed by another boundary.
  case foreignSeal
  /// Sealed content that nobody minted so: changed, forged, swapped, or still wrapped.
  case damagedSeal
  /// A sealed item without its content.
  case missingSeal
  /// `previous_response_id` of another boundary, or one that was never stored.
  case previousResponseNotFound
  /// The key is not, or no longer, valid.
  case invalidKey
  /// The model is not served here.
  case modelNotFound
  /// More calls than the capacity and its queue hold.
  case overCapacity
  /// A fault that the scenario asked for.
  case fault

  /// The code in the provider's error body.
  public var code: String {
    switch self {
    case .none: "none"
    case .foreignSeal, .damagedSeal: "invalid_encrypted_content"
    case .missingSeal: "missing_required_parameter"
    case .previousResponseNotFound: "previous_response_not_found"
    case .invalidKey: "invalid_api_key"
    case .modelNotFound: "model_not_found"
    case .overCapacity: "overloaded"
    case .fault: "fault"
    }
  }

  /// The status that goes with it; a fault brings its own.
  public var status: UInt16 {
    switch self {
    case .none: 200
    case .foreignSeal, .damagedSeal, .missingSeal, .previousResponseNotFound: 400
    case .invalidKey: 401
    case .modelNotFound: 404
    case .overCapacity: 503
    case .fault: 500
    }
  }
}

/// An upstream's refusal.
@frozen
public struct Refusal: Equatable, Sendable, BitwiseCopyable {
  /// The reason.
  public var reason: RefusalReason
  /// The HTTP status; zero for a connection that broke without an answer.
  public var status: UInt16
  /// `Retry-After`, if the answer has one.
  public var retryAfter: SimDuration?
  /// The place of the offending item in the input, if one is to blame.
  public var item: UInt32

  /// Makes a refusal.
  public init(
    _ reason: RefusalReason, status: UInt16? = nil, retryAfter: SimDuration? = nil,
    item: UInt32 = .max
  ) {
    self.reason = reason
    self.status = status ?? reason.status
    self.retryAfter = retryAfter
    self.item = item
  }
}
