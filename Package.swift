// swift-tools-version: 6.1
import PackageDescription

// Folders are floors, and imports only go down: Base, Data, Screen, Query, Engine, Program, Edges.
// ARCHITECTURE.md says what each target holds.

let upcoming: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Optimised in debug builds too: these compute what most tests wait for.
let busy: Set = [
  "Embedded", "Frames", "JSON", "PromQL", "RuleEvaluation", "Samples", "Text", "World",
]

/// Small rather than fast in the released program: these run once for a key, a file or an answer.
let rare: Set = [
  "AlertScreen", "Alerts", "App", "Checks", "Configuration", "Dashboards", "Files", "Formats",
  "Lint", "LogQL", "LogScreen", "Markup", "Matchers", "Panels", "PromQLSyntax", "Queries", "Rules",
  "Runtime", "Server", "Silences", "TraceQL", "TraceScreen", "Transforms", "Widgets", "YAML",
]

/// A library target of a floor, and nothing else: its tests are declared with `tests`.
func floor(
  _ folder: String,
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)",
    resources: resources,
    swiftSettings: upcoming
      + (busy.contains(name) ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : [])
      + (rare.contains(name) ? [.unsafeFlags(["-Osize"], .when(configuration: .release))] : []))
}

/// The tests of a target, in the folder that mirrors its own.
func tests(
  _ folder: String,
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  exclude: [String] = [],
  resources: [Resource]? = nil
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name)] + dependencies,
    path: "Tests/\(folder)/\(name)Tests", exclude: exclude, resources: resources)
}

/// A C or C++ target that hides from Swift what Swift can't import: variadics, macros, globals.
func shim(
  _ folder: String, _ name: String, links libraries: [String], exclude: [String] = []
) -> Target {
  .target(
    name: name, path: "Sources/\(folder)/\(name)", exclude: exclude,
    publicHeadersPath: "include",
    linkerSettings: libraries.map { .linkedLibrary($0) })
}

let package = Package(
  name: "hune",
  products: [.executable(name: "hune", targets: ["hune"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    // Base
    floor("Base", "Text", ["CUnicode"]),
    floor("Base", "Patterns", ["CRE2"]),
    floor("Base", "JSON"),
    floor("Base", "YAML", ["CYAML"]),
    floor("Base", "Times"),
    floor("Base", "Encodings", ["CZlib"]),
    shim("Base", "CZlib", links: [":libz.a"]),
    floor("Base", "Lexemes"),
    // The archives, not the shared libraries: an ops box has neither.
    shim("Base", "CRE2", links: [":libre2.a", "stdc++"]),
    shim("Base", "CYAML", links: [":libyaml.a"]),
    shim("Base", "CUnicode", links: [], exclude: ["ascii.bin", "classes.bin"]),

    // Data
    floor("Data", "Frames", ["Times"]),
    floor(
      "Data", "Formats", ["Frames", "Patterns", "Times"],
      resources: [.embedInCode("Resources/units.tsv")]),
    floor(
      "Data", "Transforms",
      [
        "Formats", "Frames", "JSON", "Patterns", "Times",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),

    // Screen
    floor("Screen", "Cells", ["Text"]),
    floor("Screen", "Widgets", ["Cells", "Text"]),
    floor("Screen", "Markup", ["Cells", "Text", "Widgets"]),
    floor("Screen", "Themes", ["Cells", "JSON"]),

    // Query
    floor("Query", "HTTP", ["Encodings"]),
    floor(
      "Query", "Dashboards",
      ["Encodings", "Formats", "JSON", "Patterns", "Times", "Transforms", "YAML"]),
    floor(
      "Query", "Queries",
      ["Dashboards", "Frames", "LogQL", "Patterns", "PromQLSyntax", "Times", "TraceQL"]),
    floor(
      "Query", "DataSources",
      [
        "Encodings", "Frames", "HTTP", "JSON", "Lexemes", "Matchers", "Queries", "Times", "TraceQL",
        "Traces",
      ]),
    floor(
      "Query", "PromQLSyntax", ["Lexemes", "Patterns"],
      resources: [.embedInCode("Resources/functions.tsv")]),
    floor("Query", "LogQL", ["Lexemes", "Patterns", "PromQLSyntax"]),
    floor("Query", "TraceQL", ["Lexemes"]),
    floor("Query", "Logs", ["Frames", "JSON", "Times"]),
    floor("Query", "Matchers", ["Frames", "Patterns"]),
    floor("Query", "Traces", ["Times"]),
    floor(
      "Query", "Rules",
      ["Frames", "Lexemes", "Patterns", "PromQLSyntax", "Times", "YAML"]),

    // Engine
    floor("Engine", "Samples", ["Frames", "Lexemes", "Patterns"]),
    floor(
      "Engine", "PromQL",
      ["Frames", "Lexemes", "Patterns", "PromQLSyntax", "Samples", "Times"]),
    floor(
      "Engine", "RuleEvaluation",
      ["Frames", "Lexemes", "PromQL", "PromQLSyntax", "Rules", "Samples", "Times", "YAML"]),
    floor(
      "Engine", "Embedded",
      [
        "Encodings", "Exposition", "Frames", "HTTP", "JSON", "Lexemes", "LogQL",
        "Matchers", "Patterns",
        "PromQL", "PromQLSyntax", "RuleEvaluation", "Rules", "Samples", "Times", "TraceQL",
        "Traces", "World", "YAML",
      ]),
    floor("Engine", "Exposition", ["Frames", "Times"]),
    floor(
      "Engine", "World", ["Exposition", "Frames", "JSON", "Times", "Traces"],
      resources: [
        "ofm", "ofm-logs", "ofm-traces", "primary", "primary-logs", "primary-traces", "standby",
        "standby-logs", "standby-traces", "video-pipeline", "video-pipeline-logs",
        "video-pipeline-traces", "luneo-platform", "luneo-platform-logs", "luneo-platform-traces",
        "intelia-expert", "intelia-expert-logs", "node", "prometheus", "scrape",
      ].map {
        .embedInCode("Resources/\($0).json")
      }),

    // Program
    floor(
      "Program", "Configuration",
      ["Dashboards", "DataSources", "HTTP", "JSON", "Times", "YAML"]),
    floor(
      "Program", "Silences",
      ["Configuration", "DataSources", "Frames", "HTTP", "JSON", "Matchers", "Times"]),
    floor(
      "Program", "AlertScreen",
      [
        "Alerts", "Cells", "Configuration", "DataSources", "Frames", "HTTP", "JSON",
        "Matchers", "PromQLSyntax", "Rules", "Silences", "Text", "Times", "Widgets",
      ]),
    floor("Program", "Alerts", ["DataSources", "Frames", "HTTP", "Rules", "Times"]),
    floor("Program", "Checks", ["DataSources", "HTTP", "JSON", "Times"]),
    floor(
      "Program", "Lint",
      [
        "Configuration", "Dashboards", "DataSources", "JSON", "PromQLSyntax", "RuleEvaluation",
        "Rules", "Themes", "Times", "YAML",
      ]),
    floor(
      "Program", "Panels",
      [
        "Cells", "Dashboards", "Formats", "Frames", "Logs", "Markup", "Patterns", "Text",
        "Times", "Traces", "Transforms", "Widgets",
      ]),
    floor(
      "Program", "LogScreen",
      [
        "Cells", "DataSources", "Frames", "Lexemes", "LogQL", "Logs", "Panels", "Patterns",
        "PromQLSyntax", "Queries", "Text", "Times", "Widgets",
      ]),
    floor(
      "Program", "TraceScreen",
      ["Cells", "DataSources", "Text", "Times", "TraceQL", "Traces", "Widgets"]),
    floor(
      "Program", "App",
      [
        "AlertScreen", "Alerts", "Cells", "Configuration", "Dashboards", "DataSources", "Formats",
        "Frames", "HTTP", "JSON",
        "LogQL", "LogScreen", "Logs", "Markup", "Matchers",
        "Lexemes", "Panels", "PromQLSyntax", "Queries", "Rules", "Silences", "Text", "Times",
        "TraceScreen", "Traces", "Transforms",
        "Widgets",
        "YAML",
      ]),
    floor(
      "Program", "Runtime",
      [
        "AlertScreen", "Alerts", "App", "Cells", "Configuration", "Dashboards", "DataSources",
        "Frames",
        "HTTP", "LogScreen",
        "Panels", "Queries", "Rules", "Silences", "Times", "TraceScreen",
      ]),

    // Edges
    floor("Edges", "Transport", ["CCurl", "HTTP"]),
    floor("Edges", "Terminal", ["CNcurses", "Cells", "Encodings", "Text", "Themes"]),
    floor(
      "Edges", "Files",
      [
        "CAssets", "Dashboards", "JSON", "Themes", "YAML",
        .product(name: "Logging", package: "swift-log"),
      ]),
    floor(
      "Edges", "Server",
      [
        "HTTP",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    // Not linked: it is loaded when the first request is sent.
    shim("Edges", "CCurl", links: []),
    shim(
      "Edges", "CNcurses", links: ["ncursesw", "tinfo"],
      exclude: ["hune-256.b64", "hune-direct.b64", "hune.terminfo"]),
    shim("Edges", "CAssets", links: []),

    .executableTarget(
      name: "hune",
      dependencies: [
        "AlertScreen", "Alerts", "App", "Lint", "Checks", "Cells", "Configuration", "Dashboards",
        "DataSources",
        "Embedded",
        "Exposition",
        "Files", "Frames", "HTTP", "JSON", "Logs", "Matchers", "Panels", "PromQL", "PromQLSyntax",
        "Queries", "RuleEvaluation", "Rules", "Silences",
        "Runtime",
        "Server", "Terminal", "Text", "Themes", "Times", "TraceScreen", "Traces", "Transport",
        "World",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Sources/Edges/hune",
      swiftSettings: upcoming + [.unsafeFlags(["-Osize"], .when(configuration: .release))],
      // Swift's own overlay calls libm, and a product without Foundation does not link it.
      linkerSettings: [
        .linkedLibrary("m"),
        // With Swift's library inside, all its symbols would be exported, and kept.
        .unsafeFlags(
          [
            "-Xlinker", "--no-export-dynamic", "-Xlinker", "--gc-sections", "-Xlinker",
            "--icf=safe",
          ],
          .when(configuration: .release)),
      ]),

    tests("Base", "Text", ["TestSupport"], exclude: ["Failing"]),
    tests("Base", "Patterns"),
    tests("Base", "JSON", ["TestSupport"]),
    tests("Base", "YAML"),
    tests("Base", "Times"),
    tests("Base", "Encodings"),
    tests("Base", "Lexemes"),
    tests("Data", "Frames"),
    tests("Data", "Formats", ["Frames", "Times"], resources: [.copy("Fixtures")]),
    tests("Data", "Transforms", ["Formats", "Frames", "Times"]),
    tests("Screen", "Cells", ["Text", "TestSupport"]),
    tests("Screen", "Widgets", ["Cells", "Text", "TestSupport"]),
    tests("Screen", "Markup", ["Cells", "Widgets"]),
    tests("Screen", "Themes", ["Cells"]),
    tests("Query", "HTTP"),
    tests("Query", "Dashboards", ["Formats", "JSON", "TestSupport", "Times", "Transforms"]),
    tests(
      "Query", "Queries",
      ["Dashboards", "Frames", "JSON", "PromQLSyntax", "TestSupport", "Times"]),
    tests(
      "Query", "DataSources",
      ["Frames", "HTTP", "JSON", "Matchers", "Queries", "TestSupport", "Times", "Traces"],
      exclude: ["Failing"], resources: [.copy("Fixtures")]),
    tests(
      "Query", "PromQLSyntax", ["Lexemes", "TestSupport"],
      exclude: ["Failing", "Fixtures"]),
    tests("Query", "TraceQL", ["Lexemes", "TestSupport"], exclude: ["Failing", "Fixtures"]),
    tests(
      "Query", "LogQL", ["Lexemes", "PromQLSyntax", "TestSupport"],
      exclude: ["Failing", "Fixtures"]),
    tests("Query", "Logs", ["Frames", "JSON", "TestSupport", "Times"], exclude: ["Failing"]),
    tests("Query", "Matchers", ["Frames"]),
    tests("Query", "Traces", ["Times"]),
    tests("Query", "Rules", ["Frames", "Times", "YAML"]),
    tests(
      "Program", "Silences",
      ["Configuration", "DataSources", "Frames", "HTTP", "JSON", "Matchers", "Times"]),
    tests(
      "Program", "AlertScreen",
      [
        "Alerts", "Cells", "Configuration", "DataSources", "Frames", "Matchers", "Rules",
        "Silences", "TestSupport", "Text", "Times", "Widgets",
      ]),
    tests("Program", "Alerts", ["DataSources", "Frames", "Rules", "Times"]),
    tests("Engine", "RuleEvaluation", ["Frames", "PromQL", "Rules", "Samples", "Times"]),
    tests("Engine", "Samples", ["Frames", "Times"]),
    tests(
      "Engine", "PromQL", ["Frames", "PromQLSyntax", "Samples", "TestSupport", "Times"],
      exclude: ["Scripts", "conformance.txt"]),
    tests(
      "Engine", "Embedded",
      [
        "DataSources", "Frames", "HTTP", "JSON", "Matchers", "PromQL", "Queries", "Samples",
        "Times", "Traces",
        "World",
      ]),
    tests("Engine", "Exposition", ["Frames", "Times"]),
    tests("Engine", "World", ["Exposition", "Frames", "Times", "Traces"]),
    tests("Program", "Configuration", ["Dashboards", "DataSources", "HTTP", "Times", "YAML"]),
    tests("Program", "Checks", ["DataSources", "HTTP", "Times"]),
    tests("Program", "Lint", ["Cells", "Configuration", "TestSupport", "YAML"]),
    tests(
      "Program", "Panels",
      [
        "Cells", "Dashboards", "DataSources", "Formats", "Frames", "HTTP", "JSON", "Queries",
        "TestSupport", "Text", "Times", "Widgets",
      ],
      exclude: ["Golden"], resources: [.copy("Fixtures")]),
    tests(
      "Program", "LogScreen",
      [
        "Cells", "DataSources", "Frames", "HTTP", "LogQL", "Logs", "Queries", "TestSupport",
        "Times", "Widgets",
      ]),
    tests(
      "Program", "TraceScreen",
      ["Cells", "DataSources", "TestSupport", "Text", "Times", "Traces", "Widgets"]),
    tests(
      "Program", "App",
      [
        "AlertScreen", "Alerts", "Cells", "Configuration", "Dashboards", "DataSources", "Frames",
        "HTTP", "JSON", "LogQL", "LogScreen", "Panels", "Queries", "Times", "TraceQL",
        "TraceScreen", "Traces", "YAML",
      ],
      exclude: ["Snapshots"]),
    tests(
      "Program", "Runtime",
      ["App", "Cells", "Configuration", "Dashboards", "DataSources", "HTTP", "Queries", "Times"]),
    tests("Edges", "Transport", ["HTTP", "TestSupport"]),
    tests(
      "Edges", "Terminal", ["Cells", "TerminalProbe", "TestSupport", "Text", "Themes"],
      resources: [.copy("Fixtures")]),
    tests("Edges", "Files", [.product(name: "Logging", package: "swift-log")]),
    tests("Edges", "Server", ["HTTP", "Transport"]),
    .testTarget(
      name: "DemoTests",
      dependencies: [
        "App", "Configuration", "Dashboards", "DataSources", "Embedded", "Frames", "HTTP", "JSON",
        "Matchers", "Panels", "PromQL", "RuleEvaluation", "Rules", "Runtime", "Server", "Silences",
        "Times", "Traces", "Transport", "World",
      ],
      path: "Tests/DemoTests", exclude: ["Fixtures"]),
    .testTarget(
      name: "DifferentialTests",
      dependencies: [
        "Embedded", "Exposition", "Frames", "HTTP", "JSON", "Lint", "RuleEvaluation", "Rules",
        "Samples", "TestSupport", "Times", "Transport", "World",
      ],
      path: "Tests/DifferentialTests"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport"], path: "Tests/EndToEndTests",
      exclude: ["Servers"]),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Cells", "Terminal", "Text"],
      path: "Tests/TerminalProbe", swiftSettings: upcoming,
      linkerSettings: [.linkedLibrary("m")]),
    .executableTarget(
      name: "hune-bench",
      dependencies: [
        "AlertScreen", "Cells", "Configuration", "DataSources", "Dashboards", "Embedded",
        "Exposition", "Files", "Frames", "HTTP", "LogScreen", "Logs", "PromQL", "Queries",
        "Samples", "Server", "Silences", "Times", "TraceScreen", "Traces", "Transport",
      ],
      path: "Benchmarks", swiftSettings: upcoming, linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "TestSupport", dependencies: ["Cells", "PromQLSyntax", "Text"],
      path: "Tests/TestSupport"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
