/// The nearest name, for messages outside of files.
public enum Suggestion {
  /// The accepted name that was probably meant.
  public static func nearest(to name: String, among accepted: [String]) -> String? {
    NearestName.of(name, among: accepted)
  }
}
