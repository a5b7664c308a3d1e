// swift-tools-version: 6.2
import PackageDescription

// Every target of ours is built with the same settings; warnings are errors.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

// The layers, from the bottom up. An arrow points only downwards: a target lists what stands
// below it.
let package = Package(
  name: "windtunnel",
  products: [
    .executable(name: "windtunnel", targets: ["windtunnel"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "Primitives"),
    .target(name: "SimulationKernel", dependencies: ["Primitives"]),
    .target(name: "WireFormats", dependencies: ["Primitives"]),
    .target(name: "RoutingCore", dependencies: ["Primitives"]),
    .target(name: "Upstreams", dependencies: ["Primitives", "WireFormats"]),
    .target(
      name: "Tunnel",
      dependencies: ["Primitives", "SimulationKernel", "WireFormats", "RoutingCore", "Upstreams"]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Primitives", "WireFormats", "RoutingCore", "Upstreams", "Tunnel",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Harness",
      dependencies: [
        "Primitives", "SimulationKernel", "WireFormats", "RoutingCore", "Upstreams", "Tunnel",
        "Scenarios",
      ]),
    .target(name: "ReferenceModels", dependencies: ["Primitives"]),
    .target(
      name: "Fuzzing",
      dependencies: [
        "Primitives", "ReferenceModels", "WireFormats", "RoutingCore", "Upstreams", "Tunnel",
        "Scenarios", "Harness",
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Primitives", "WireFormats", "RoutingCore", "Upstreams", "Tunnel", "Scenarios", "Harness",
        "Fuzzing",
      ]),
    .executableTarget(
      name: "windtunnel",
      dependencies: [
        "Primitives", "SimulationKernel", "RoutingCore", "Tunnel", "Scenarios", "Harness",
        "Fuzzing", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
    .testTarget(name: "SimulationKernelTests", dependencies: ["SimulationKernel", "Primitives"]),
    .testTarget(name: "WireFormatsTests", dependencies: ["WireFormats", "Primitives"]),
    .testTarget(name: "UpstreamsTests", dependencies: ["Upstreams", "WireFormats", "Primitives"]),
    .testTarget(
      name: "RoutingCoreTests", dependencies: ["RoutingCore", "Primitives"]),
    .testTarget(
      name: "TunnelTests",
      dependencies: ["Tunnel", "WireFormats", "RoutingCore", "Upstreams", "Primitives"]),
    .testTarget(
      name: "ScenariosTests",
      dependencies: [
        "Scenarios", "Tunnel", "RoutingCore", "Upstreams", "WireFormats", "Primitives",
      ]),
    .testTarget(
      name: "HarnessTests",
      dependencies: [
        "Harness", "Scenarios", "Tunnel", "RoutingCore", "SimulationKernel", "Upstreams",
        "Primitives",
      ]),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "Fuzzing", "ReferenceModels", "Scenarios", "RoutingCore", "Tunnel", "Primitives",
      ]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
    .testTarget(
      name: "AuditTests",
      dependencies: ["Reporting", "Harness", "Scenarios", "Tunnel", "RoutingCore"]),
    .testTarget(name: "CommandTests", dependencies: ["windtunnel"]),
    .testTarget(name: "TidyTests", dependencies: ["RoutingCore", "Scenarios"]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Harness", "Scenarios", "Tunnel", "RoutingCore", "WireFormats", "Primitives",
      ],
      resources: [.copy("Vectors"), .copy("Recorded")]),
  ]
)

for target in package.targets {
  target.swiftSettings = settings
}
