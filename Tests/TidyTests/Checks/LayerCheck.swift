/// The layers: what a target may import, and what the pure ones may not call.
enum LayerCheck {
  /// From the bottom up; a target may import what stands in an earlier row.
  static let layers: [[String]] = [
    ["Primitives"],
    ["SimulationKernel", "WireFormats", "ReferenceModels"],
    ["RoutingCore", "Upstreams"],
    ["Tunnel"],
    ["Scenarios"],
    ["Harness"],
    ["Fuzzing"],
    ["Reporting", "LiveHTTP"],
    ["windtunnel"],
  ]

  /// What the pure targets import: each other, and nothing else.
  static let pure: [String: [String]] = [
    "Primitives": [],
    "SimulationKernel": ["Primitives"],
    "WireFormats": ["Primitives"],
    "RoutingCore": ["Primitives"],
    "Upstreams": ["Primitives", "WireFormats"],
    // What the router is compared with must not be the router.
    "ReferenceModels": ["Primitives"],
  ]

  /// Targets whose results depend on nothing but their input, so that these words are errors there.
  static let deterministic = pure.keys.sorted() + ["Tunnel", "Scenarios", "Fuzzing"]

  /// Calls that depend on the machine, the moment or the process.
  private static let banned = [
    "Date(", "UUID(", "SystemRandomNumberGenerator", ".hashValue", "Hasher(", "getenv(",
    "ProcessInfo", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime(",
    ".random(", ".randomElement(", ".shuffled(", "log(", "log2(", "log10(", "exp(", "exp2(", "pow(",
    "sin(", "cos(", "tan(",
  ]

  static func findings(_ file: SourceFile) -> [Finding] {
    guard let target = file.target else { return [] }
    return imports(file, target) + calls(file, target)
  }

  private static func imports(_ file: SourceFile, _ target: String) -> [Finding] {
    guard let own = layers.firstIndex(where: { $0.contains(target) }) else {
      return [file.finding(0, "target '\(target)' stands in no layer: name it in LayerCheck")]
    }
    let ours = layers.flatMap(\.self)
    let below = layers[..<own].flatMap(\.self)
    return file.code.indices.compactMap { place in
      guard let name = imported(file.code[place]) else { return nil }
      if let allowed = pure[target] {
        guard !allowed.contains(name) else { return nil }
        let list = allowed.isEmpty ? "nothing" : allowed.joined(separator: ", ")
        return file.finding(place, "\(target) imports '\(name)', it may import \(list)")
      }
      guard ours.contains(name), !below.contains(name) else { return nil }
      return file.finding(place, "\(target) imports '\(name)', which does not stand below it")
    }
  }

  /// The module that a line imports, or nil.
  private static func imported(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({ $0.hasPrefix("@") || Declarations.modifiers.contains($0) })
    else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let path = kinds.contains(words[place + 1]) ? words[words.count - 1] : words[place + 1]
    return path.split(separator: ".").first.map(String.init)
  }

  private static func calls(_ file: SourceFile, _ target: String) -> [Finding] {
    guard deterministic.contains(target) else { return [] }
    // A function of that name which the file declares itself is no call of libm.
    let own = banned.filter { word in file.code.contains { $0.contains("func " + word) } }
    return file.code.indices.flatMap { place in
      banned.filter { Words.contains(file.code[place], $0) && !own.contains($0) }.map {
        file.finding(place, "'\($0)' depends on more than its input; \(target) may not use it")
      }
    }
  }
}
