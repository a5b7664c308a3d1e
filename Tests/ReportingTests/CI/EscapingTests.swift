import Testing

@testable import Reporting

/// Texts inside of XML, workflow commands and Markdown mean what they say.
struct EscapingTests {
  @Test(arguments: [
    ("plain · text", "plain · text"), ("a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"),
    ("]]>", "]]&gt;"), ("a\nb\tc", "a\nb\tc"), ("a\r\n", "a&#13;\n"), ("\u{1B}[31m", "?[31m"),
    ("\u{0}\u{FFFE}", "??"),
  ])
  func xml(_ text: String, _ escaped: String) { #expect(JUnitText.escaped(text) == escaped) }

  @Test func xmlAttributesKeepTheirLines() {
    #expect(JUnitText.escaped("a\nb\tc", isAttribute: true) == "a&#10;b&#9;c")
  }

  @Test(arguments: [
    ("100% of a: b, c", "100%25 of a: b, c", "100%25 of a%3A b%2C c"),
    ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"), ("%0A", "%250A", "%250A"),
    ("::error::x", "::error::x", "%3A%3Aerror%3A%3Ax"),
  ])
  func workflowCommands(_ text: String, _ data: String, _ property: String) {
    #expect(GitHubText.data(text) == data)
    #expect(GitHubText.property(text) == property)
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("<a> & b", "&lt;a&gt; &amp; b"), ("`x` *y* _z_", "\\`x\\` \\*y\\* \\_z\\_"),
    ("a\nb", "a b"), ("[a](b) ~~c~~", "\\[a\\](b) \\~\\~c\\~\\~"), ("\\", "\\\\"),
  ])
  func markdownCells(_ text: String, _ escaped: String) {
    #expect(SummaryMarkdown.cell(text) == escaped)
  }
}
