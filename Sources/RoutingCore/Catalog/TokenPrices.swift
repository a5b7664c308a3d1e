/// What a token costs at each deployment, in dollars: its own price, else the catalog's.
struct TokenPrices {
  /// By deployment: the price of a token of the question and of the answer; nil where neither the
  /// entry nor the catalog knows one.
  private(set) var input: [Double?] = []
  private(set) var output: [Double?] = []
  /// By deployment: both together as cost-based routing adds them up; it looks for the very name
  /// that the entry calls, and no other.
  private(set) var sums: [Double] = []
  /// What a token costs, to cost-based routing, that nobody knows a price of (LiteLLM).
  static let unknown = 5.0

  init(_ configuration: GatewayConfiguration, _ catalog: Catalog) {
    var listed: [[UInt8]: CatalogEntry] = [:]
    for entry in catalog.entries { listed[Array(entry.name.utf8)] = entry }
    for (entry, text) in zip(configuration.deployments, configuration.texts) {
      let bare = ProviderNames.split(text.upstreamModel)?.rest
      let known =
        listed[Array(text.upstreamModel.utf8)] ?? bare.flatMap { listed[Array($0.utf8)] }
      let named = listed[Array(text.upstreamModel.utf8)]
      // A price of zero is none (Python's truth of 0.0).
      let ownInput = entry.inputPrice.flatMap { $0 > 0 ? $0 : nil }
      let ownOutput = entry.outputPrice.flatMap { $0 > 0 ? $0 : nil }
      input.append(ownInput ?? known?.inputPrice)
      output.append(ownOutput ?? known?.outputPrice)
      sums.append(
        (ownInput ?? named?.inputPrice ?? Self.unknown)
          + (ownOutput ?? named?.outputPrice ?? Self.unknown))
    }
  }
}
