import Testing

@testable import Scenarios

/// What reports call an endpoint.
struct EndpointLabelTests {
  static let cases: [(base: String, label: String)] = [
    ("https://eastus.openai.azure.com", "eastus"), ("https://eastus.openai.azure.com/v1", "eastus"),
    ("https://api.openai.com/v1", "openai"), ("http://10.0.0.7:4000", "10.0.0.7"),
    ("https://user:password@eastus.example.com/v1", "eastus"),
    ("os.environ/AZURE_BASE_US", "AZURE_BASE_US"), ("os.environ/", "os"), ("", "anthropic"),
  ]

  @Test("an endpoint is called by what tells it apart", arguments: cases)
  func label(_ base: String, _ label: String) {
    #expect(EndpointLabel.of(base: base, provider: "anthropic") == label)
  }
}
