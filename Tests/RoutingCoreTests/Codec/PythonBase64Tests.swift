import RoutingCore
import Testing

/// Expected values are what `base64.b64decode` of CPython 3.11 gave.
struct PythonBase64Tests {
  static let decodings: [(text: String, decoded: String?)] = [
    ("", ""), ("YWJj", "abc"), ("YWI=", "ab"), ("YQ==", "a"),
    // Padding.
    ("YWI", nil), ("YQ=", nil), ("YQ", nil), ("Y", nil), ("Y===", nil), ("=", ""), ("====", ""),
    ("=YWJj", "abc"), ("Y=WJj", "abc"), ("YW=Jj", "abc"), ("YWI=Yw==", "ab"),
    ("YQ==YWJj", "a"), ("YQ==!", "a"), ("YWJj=", "abc"), ("YWJj====", "abc"), ("YW=J", nil),
    ("YW=J=", "ab"), ("YW=-=", "a"), ("YW=JjYQ=", nil),
    // Outside the alphabet.
    ("Y W\nJ\tj", "abc"), ("Y-W_J%j", "abc"), ("éYWJj模", "abc"), ("-_!", ""), ("YW\u{0}Jj", "abc"),
    // Bits left over.
    ("YR==", "a"), ("YWK=", "ab"),
  ]

  @Test(arguments: decodings)
  func decodes(_ text: String, _ decoded: String?) {
    #expect(PythonBase64.decode(text.utf8) == decoded.map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("abcd", "YWJjZA=="),
    ("é?~", "w6k/fg=="),
  ])
  func encodes(_ text: String, _ encoded: String) {
    #expect(PythonBase64.encode(Array(text.utf8)) == Array(encoded.utf8))
  }

  @Test func lastDigitsOfTheAlphabet() {
    #expect(PythonBase64.decode("+/+/".utf8) == [0xFB, 0xFF, 0xBF])
  }

  @Test func everyByteComesBack() {
    for count in 0...300 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      #expect(PythonBase64.decode(PythonBase64.encode(bytes)) == bytes)
    }
  }
}
