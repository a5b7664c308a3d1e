/// Keeps secrets out of everything that is printed.
///
/// A LiteLLM configuration holds keys. What is printed of one never shows the value of a key that
/// names a secret, nor a word that is written like one wherever it stands.
public enum Redaction {
  /// What stands in place of a secret.
  public static let mark = "[hidden]"

  private static let secretWords = [
    "key", "keys", "secret", "token", "password", "passwd", "passphrase", "credential",
    "credentials", "authorization", "auth", "dsn", "salt", "webhook", "cookie",
  ]
  private static let secretKeys = [
    "environment_variables", "credential_values", "database_url", "redis_url", "connection_string",
    "extra_headers", "default_headers", "headers", "alert_to_webhook_url", "private",
  ]
  private static let harmless = [
    "keys", "max_tokens", "public_model_groups", "key_generation_settings", "input_cost_per_token",
    "output_cost_per_token", "per_token", "after_events", "revoke_key", "restore_key",
    "api_key_ids",
  ]

  /// Whether the value of a key is a secret: `api_key`, `master_key`, `REDIS_PASSWORD`.
  public static func isSecret(key: String) -> Bool {
    let name = key.lowercased()
    if harmless.contains(name) { return false }
    if secretKeys.contains(name) { return true }
    let words = name.split { !$0.isLetter }.map(String.init)
    return words.contains { secretWords.contains($0) } || name.hasSuffix("apikey")
  }

  /// The text with every word hidden that is written like a secret: after a known prefix, or long
  /// and of letters and digits in turn.
  public static func text(_ text: String) -> String {
    guard text.utf8.count >= 8 else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    var isChanged = false
    while place < bytes.count {
      guard isWord(bytes[place]) else {
        result.append(bytes[place])
        place += 1
        continue
      }
      var end = place
      while end < bytes.count, isWord(bytes[end]) { end += 1 }
      if looksSecret(bytes[place..<end]) {
        result += Array(mark.utf8)
        isChanged = true
      } else {
        result += bytes[place..<end]
      }
      place = end
    }
    return isChanged ? String(decoding: result, as: UTF8.self) : text
  }

  /// A line of a file with the values of secret keys hidden, and words written like secrets.
  public static func line(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let colon = rest.firstIndex(of: ":") {
      let after = rest.index(after: colon)
      result += rest[..<after]
      let key = String(
        rest[..<colon].reversed().drop { " \"'".contains($0) }
          .prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }.reversed())
      rest = rest[after...]
      guard isSecret(key: key) else { continue }
      let blank = rest.prefix { $0 == " " || $0 == "\t" }
      result += blank
      rest = rest.dropFirst(blank.count)
      let value = value(rest)
      guard !value.isEmpty else { continue }
      result += value.hasPrefix("os.environ/") ? String(value) : mark
      rest = rest.dropFirst(value.count)
    }
    return text(result + rest)
  }

  /// The value at the start of a text: a quoted one, a list or mapping in brackets, or a plain one
  /// up to what ends it.
  private static func value(_ text: Substring) -> Substring {
    guard let first = text.first else { return text }
    if first == "\"" || first == "'" {
      guard let end = text.dropFirst().firstIndex(of: first) else { return text }
      return text[...end]
    }
    if first == "{" || first == "[" {
      var depth = 0
      for place in text.indices {
        if "{[".contains(text[place]) { depth += 1 }
        if "}]".contains(text[place]) { depth -= 1 }
        if depth == 0 { return text[...place] }
      }
      return text
    }
    return text.prefix { !",}]".contains($0) }
  }

  // MARK: What is written like a secret

  private static let prefixes: [[UInt8]] = [
    "sk-", "sk_", "pk-", "pk_", "rk_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-",
    "xoxp-", "xapp-", "AKIA", "ASIA", "AIza", "ya29", "eyJ", "gsk_", "hf_", "r8_", "pplx-", "dapi",
    "Bearer-", "npm_", "key-",
  ].map { Array($0.utf8) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x5F
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Words of 11 bytes and more after a prefix, and runs of 20 and more that turn between letters
  /// and digits five times: `gpt-4o-2024-08-06` and `claude-3-5-sonnet-20241022` are none.
  private static func looksSecret(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count >= 11, prefixes.contains(where: { word.starts(with: $0) }),
      word.contains(where: isDigit)
    {
      return true
    }
    return word.split { !isLetter($0) && !isDigit($0) }.contains { run in
      guard run.count >= 20 else { return false }
      var turns = 0
      for (left, right) in zip(run, run.dropFirst()) where isDigit(left) != isDigit(right) {
        turns += 1
      }
      return turns >= 5
    }
  }
}
