// swift-tools-version: 6.1
import PackageDescription

// Five floors, each resting only on the ones below it. A target is built from what it lists here
// and what that rests on, and from nothing else, so this file is what keeps the floors apart.
//
//   skydoor     commands and wiring
//   Terminal    ncurses front end             Console    store, reducers, views
//   Config      settings and keys             Words      texts that console and commands share
//   Moderation  the shared service layer
//   ATProto     the protocol
//
// Beside them: Canvas (pure screen values), CNcurses (C shim), Themes (embedded files), LinearRegex
// (regular expressions for the filter), TOML (the reader of both kinds of files), Text (names that are
// nearly right, and quoting) and Simulator (a chat service on loopback, for the demo and the tests).

let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let customDump = Target.Dependency.product(name: "CustomDump", package: "swift-custom-dump")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "skydoor",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "skydoor", targets: ["skydoor"]),
    .library(name: "ATProto", targets: ["ATProto"]),
    .library(name: "Moderation", targets: ["Moderation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The release build carries Swift's libraries: it starts faster, takes less memory, and runs on
    // servers that have no Swift. Toolchains bring LLVM's linker, which leaves out the symbols that
    // nobody looks up and packs the relocations: 4 MB less in memory, a sixth less to start.
    .executableTarget(
      name: "skydoor",
      dependencies: [
        "Terminal", "Console", "Config", "Words", "Moderation", "ATProto", "Canvas", "CNcurses",
        "Themes", "Text", "Simulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), logging,
      ],
      swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))],
      linkerSettings: [
        .unsafeFlags(["-static-stdlib", "-Xlinker", "-s"], .when(configuration: .release)),
        .unsafeFlags(
          [
            "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe",
            "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
          ], .when(platforms: [.linux], configuration: .release)),
      ]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses", "TOML", "Text"]),
    .target(name: "Console", dependencies: ["Config", "Words", "Canvas", "Moderation", "Text"]),
    .target(name: "Words", dependencies: ["Moderation"]),
    // Not called Configuration: a package that the HTTP client needs has a module of that name.
    .target(name: "Config", dependencies: ["Canvas", "Moderation", "TOML", "Text"]),
    .target(name: "Moderation", dependencies: ["ATProto", "LinearRegex", "Text", grdb, logging]),
    // A regular expression of an owner is matched with the names of strangers. Swift's own engine
    // backtracks, so that a hostile name would keep it busy for ever; this one takes linear time.
    .target(name: "LinearRegex"),
    .target(
      name: "ATProto",
      dependencies: [
        asyncHTTPClient, logging, nioCore, nioPosix,
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
      ]),
    .target(name: "Canvas"),
    .target(name: "TOML", dependencies: [tomlKit]),
    .target(name: "Text"),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Themes", path: "themes",
      resources: [
        .embedInCode("default.toml"), .embedInCode("mono.toml"), .embedInCode("high-contrast.toml"),
        .embedInCode("light.toml"), .embedInCode("harbour.toml"), .embedInCode("ember.toml"),
      ]),
    .target(
      name: "Simulator",
      dependencies: [
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"), logging, nioCore, nioPosix,
      ]),

    // Support for the tests and the benchmark: a program under a real pseudo-terminal.
    .target(
      name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("util")]),
    .target(
      name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/PseudoTerminal"),
    .executableTarget(
      name: "skydoor-benchmark", dependencies: ["PseudoTerminal", "Simulator"],
      path: "Tests/Benchmark"),
    // What the tests need of their process: a locale, and a bound on what runs at a time.
    .target(name: "CTestEnvironment", path: "Tests/CTestEnvironment"),
    .target(
      name: "TestEnvironment", dependencies: ["CTestEnvironment"], path: "Tests/TestEnvironment"),
    // Random input, and a server that answers as a test says.
    .target(name: "Fuzzing", path: "Tests/Fuzzing"),
    // Reads the official schemas, where somebody has them, and holds types and values against them.
    .target(name: "Lexicons", path: "Tests/Lexicons"),
    .target(
      name: "ScriptedHTTP",
      dependencies: ["ATProto", "Fuzzing", asyncHTTPClient, nioCore, nioPosix],
      path: "Tests/ScriptedHTTP"),

    .testTarget(
      name: "LinearRegexTests", dependencies: ["TestEnvironment", "LinearRegex", "Fuzzing"]),
    .testTarget(name: "CanvasTests", dependencies: ["TestEnvironment", "Canvas", "Fuzzing"]),
    .testTarget(name: "TOMLTests", dependencies: ["TestEnvironment", "TOML", "Fuzzing"]),
    .testTarget(
      name: "ATProtoTests",
      dependencies: [
        "TestEnvironment", "ATProto", "Simulator", "Fuzzing", "Lexicons", "ScriptedHTTP", logging,
      ]),
    .testTarget(
      name: "ModerationTests",
      dependencies: [
        "TestEnvironment", "Moderation", "ATProto", "Text", "Simulator", "Fuzzing", "Lexicons",
        "ScriptedHTTP", grdb,
        logging,
      ]),
    .testTarget(
      name: "ConfigTests", dependencies: ["TestEnvironment", "Config", "Console", "Fuzzing"]),
    .testTarget(
      name: "ConsoleTests",
      dependencies: ["TestEnvironment", "Console", "Config", "Words", "Fuzzing", customDump]),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["TestEnvironment", "Terminal", "PseudoTerminal", "Fuzzing", "Themes"]),
    .testTarget(
      name: "SimulatorTests",
      dependencies: ["TestEnvironment", "Simulator", "Lexicons", asyncHTTPClient]),
    .testTarget(
      name: "SkydoorTests",
      dependencies: [
        "TestEnvironment", "skydoor", "ATProto", "Config", "Text", "Simulator", "PseudoTerminal",
        "Fuzzing", "ScriptedHTTP", subprocess, logging,
      ]),
  ]
)
