internal import CNLopt

/// An algorithm of the NLopt library, by NLopt's own name without the prefix: `LN_COBYLA`, `GN_DIRECT_L`.
public struct Algorithm: Sendable, Hashable {
  public let name: String
  let number: UInt32

  /// `nil` for a name that NLopt does not know. A known algorithm may still be missing from the linked library: ``isAvailable``.
  public init?(named name: String) {
    guard let found = Self.known.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  private init?(number: UInt32) {
    guard let text = nlopt_algorithm_to_string(nlopt_algorithm(number)) else { return nil }
    name = String(cString: text)
    self.number = number
  }

  /// Every name that the library knows, in its order.
  public static let known: [Algorithm] = (0..<NLOPT_NUM_ALGORITHMS.rawValue).compactMap(Algorithm.init(number:))

  /// Those that the linked library can run.
  public static let all: [Algorithm] = known.filter(\.isAvailable)

  /// Debian's library knows the names of StoGO, AGS and Nocedal's L-BFGS, and was built without them.
  public var isAvailable: Bool { Self.available[Int(number)] }

  /// What NLopt calls it.
  public var title: String { String(cString: nlopt_algorithm_name(nlopt_algorithm(number))) }

  /// The library's version.
  public static let libraryVersion: String = {
    var major: Int32 = 0, minor: Int32 = 0, bugfix: Int32 = 0
    nlopt_version(&major, &minor, &bugfix)
    return "\(major).\(minor).\(bugfix)"
  }()

  // MARK: Requirements

  public var needsGradient: Bool { name.hasPrefix("LD_") || name.hasPrefix("GD_") }
  public var isGlobal: Bool { name.hasPrefix("G") }
  /// True when the outcome depends on the seed.
  public var isRandom: Bool {
    ["CRS2", "MLSL", "ISRES", "ESCH", "RAND"].contains { name.contains($0) } && !name.hasSuffix("LDS")
  }
  /// True when it takes inequality constraints as they are.
  public var takesConstraints: Bool {
    name.contains("AUGLAG") && !name.hasSuffix("EQ")
      || [
        "LD_MMA", "LD_CCSAQ", "LD_SLSQP", "LN_COBYLA", "GN_ISRES", "GN_ORIG_DIRECT", "GN_ORIG_DIRECT_L", "GN_AGS",
      ].contains(name)
  }
  /// True when it calls another algorithm, which then must suit the problem.
  public var needsSubsidiary: Bool { name.contains("AUGLAG") || name.contains("MLSL") }
  /// Powell's quadratic models and the principal axes are made for two variables and more.
  public var leastDimension: Int { ["LN_NEWUOA", "LN_NEWUOA_BOUND", "LN_BOBYQA", "LN_PRAXIS"].contains(name) ? 2 : 1 }

  /// The original DIRECT of NLopt 2.7 crashes when it is told to stop before its first division is done.
  func callsBeforeStop(dimension: Int) -> Int { name.contains("ORIG_DIRECT") ? 4 * dimension + 4 : 0 }

  /// The algorithm it calls when none is named.
  public var defaultSubsidiary: Algorithm? {
    guard needsSubsidiary else { return nil }
    // The bare AUGLAG and MLSL take either kind; those marked D call one that uses the slopes.
    return Algorithm(named: needsGradient ? "LD_LBFGS" : "LN_SBPLX")
  }

  // MARK: What the library was built with

  private static let available: [Bool] = known.map { algorithm in
    guard let run = nlopt_create(nlopt_algorithm(algorithm.number), 2) else { return false }
    defer { nlopt_destroy(run) }
    nlopt_set_min_objective(
      run,
      { count, x, slope, _ in
        guard let x else { return 0 }
        if let slope { for k in 0..<Int(count) { slope[k] = 2 * (x[k] - 0.3) } }
        return (x[0] - 0.3) * (x[0] - 0.3) + (x[1] - 0.3) * (x[1] - 0.3)
      }, nil)
    nlopt_set_lower_bounds1(run, 0)
    nlopt_set_upper_bounds1(run, 1)
    nlopt_set_maxeval(run, 4)
    if algorithm.needsSubsidiary {
      guard let inner = nlopt_create(algorithm.needsGradient ? NLOPT_LD_LBFGS : NLOPT_LN_SBPLX, 2) else { return false }
      nlopt_set_local_optimizer(run, inner)
      nlopt_destroy(inner)
    }
    var x = [0.6, 0.6], value = 0.0
    return nlopt_optimize(run, &x, &value) != NLOPT_INVALID_ARGS
  }
}
