/// Whether a caller may use a name, and who says no.
public enum Grant: UInt8, Sendable, BitwiseCopyable {
  case allowed
  /// The key does not list it (`key_model_access_denied`).
  case deniedByKey
  /// The key's team does not list it (`team_model_access_denied`).
  case deniedByTeam
  /// An entry of the list is no regular expression: Python raises, and the proxy answers 401
  /// (`auth_error`).
  case brokenPattern
}
