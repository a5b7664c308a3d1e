/// The program's version; `scripts/package` names its archive by it.
enum Version {
  static let text = "0.1.0"
}
