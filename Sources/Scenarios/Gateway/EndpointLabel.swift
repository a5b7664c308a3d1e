/// What reports call an endpoint: its host's first label, its variable's name, or its provider.
enum EndpointLabel {
  static func of(base: String, provider: String) -> String {
    let variable = "os.environ/"
    // Never looked up: only its name tells endpoints apart.
    if base.hasPrefix(variable), base.count > variable.count {
      return String(base.dropFirst(variable.count))
    }
    var rest = Substring(base)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    // A user's name and password may stand before the host.
    let named = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let host = (named ?? authority).prefix { $0 != ":" }
    let first = host.prefix { $0 != "." }
    guard !first.isEmpty else { return provider }
    // api.openai.com is told by its provider, an address by the whole of it.
    if first == "api" || first == "www" { return String(host.dropFirst(4).prefix { $0 != "." }) }
    return first.allSatisfy(\.isNumber) ? String(host) : String(first)
  }
}
