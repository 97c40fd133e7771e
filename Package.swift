// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Settings shared by every Swift target.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the kernels, in release builds of this package itself: the AVX2 instructions, where the machine that builds has them. They take four
/// square roots at a time instead of two and give the same bytes. NUPAIR_PORTABLE=1 leaves them out, for a binary that shall run elsewhere; so
/// does a package that depends on this one, to which such flags are forbidden.
let vectorised: [SwiftSetting] = {
  #if os(Linux) && arch(x86_64)
    let isDependency = Context.packageDirectory.contains("/checkouts/")
    let processor = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    if !isDependency, Context.environment["NUPAIR_PORTABLE"] == nil, processor?.contains(" avx2 ") == true {
      return [.unsafeFlags(["-Xcc", "-mavx2"], .when(configuration: .release))]
    }
  #endif
  return []
}()

/// For the fibre kernels and the search, in debug builds of this package itself: optimised, since their checks take up to a hundred times longer without.
let optimised: [SwiftSetting] =
  Context.packageDirectory.contains("/checkouts/") ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A library target with the shared settings.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], _ more: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + more)
}

/// The test target of a library, named after it.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "nupair",
  products: [
    .executable(name: "nupair", targets: ["nupair"]),
    .library(name: "Quantities", targets: ["Quantities"]),
    .library(name: "Targets", targets: ["Targets"]),
    .library(name: "Neutrinos", targets: ["Neutrinos"]),
    .library(name: "Emission", targets: ["Emission"]),
    .library(name: "Sensitivity", targets: ["Sensitivity"]),
    .library(name: "Photonics", targets: ["Photonics"]),
    .library(name: "Search", targets: ["Search"]),
    .library(name: "Studies", targets: ["Studies"]),
    .library(name: "Drawing", targets: ["Drawing"]),
    .library(name: "Reports", targets: ["Reports"]),
  ],
  targets: [
    // MARK: System libraries
    .systemLibrary(name: "CNLopt", pkgConfig: "nlopt", providers: [.apt(["libnlopt-dev"])]),

    // MARK: Libraries, each depending only on those above it
    library("Quantities"),
    library("Documents"),
    library("Drawing", ["Documents"]),
    library("Targets", ["Quantities", "Documents"]),
    library("Neutrinos"),
    library("Emission", ["Neutrinos", "Targets", "Quantities"], vectorised),
    library("Sensitivity", ["Emission", "Neutrinos", "Quantities"], vectorised + optimised),
    library("Photonics", ["Targets", "Documents", "Quantities"], vectorised + optimised),
    library("Search", ["CNLopt", "Documents", "Quantities"], optimised),
    library(
      "Studies", ["Search", "Photonics", "Sensitivity", "Emission", "Neutrinos", "Targets", "Documents", "Quantities"]),
    library(
      "Reports",
      [
        "Drawing", "Studies", "Search", "Photonics", "Sensitivity", "Emission", "Neutrinos", "Targets", "Documents",
        "Quantities",
      ]),
    library("CommandLineInterface", ["Documents"]),

    // MARK: The command
    .executableTarget(
      name: "nupair",
      dependencies: ["CommandLineInterface", "Reports", "Studies", "Search", "Photonics", "Targets", "Documents"],
      swiftSettings: settings),

    // MARK: Benchmarks
    .executableTarget(
      name: "nupair-bench",
      dependencies: [
        "Studies", "Search", "Photonics", "Sensitivity", "Emission", "Neutrinos", "Targets", "Documents", "Quantities",
        "_TestSupport",
      ],
      path: "benchmarks/nupair-bench",
      swiftSettings: settings),

    // MARK: Tests
    .target(
      name: "_TestSupport", dependencies: ["Search", "Targets", "Documents"], path: "Tests/_TestSupport",
      swiftSettings: settings + optimised),
    tests("CNLopt"),
    tests("Quantities", ["_TestSupport"]),
    tests("Documents", ["_TestSupport"]),
    tests("Drawing"),
    tests("Targets", ["_TestSupport", "Quantities", "Documents"]),
    tests("Neutrinos", ["_TestSupport"]),
    tests("Emission", ["_TestSupport", "Neutrinos", "Targets", "Documents", "Quantities"], exclude: ["Fixtures"]),
    tests("Sensitivity", ["_TestSupport", "Emission", "Neutrinos", "Quantities"]),
    tests("Photonics", ["_TestSupport", "Quantities", "Documents", "Targets"], exclude: ["Fixtures"]),
    tests("Search", ["_TestSupport"]),
    tests(
      "Studies",
      [
        "_TestSupport", "Search", "Photonics", "Sensitivity", "Emission", "Neutrinos", "Targets", "Documents",
        "Quantities",
      ],
      exclude: ["Fixtures"]),
    tests("Reports", ["Drawing", "Studies", "Photonics", "_TestSupport", "Targets", "Documents"], exclude: ["Golden"]),
    tests("CommandLineInterface"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["nupair", "_TestSupport", "Documents"],
      swiftSettings: settings),
  ]
)
