import Foundation
import Testing

@testable import Photonics

@Sendable func wx(_ x: Double) -> Double {
  let e = 0.3421, E = 1.0107;
  return x * x * (E - x) * (E - x) * 0.5 * (1 / ((x + e) * (x + e)) + 1 / ((E - x + e) * (E - x + e)))
}
@Test func eta() {
  let pair = PhotonPair(energy: 1.0107, mass: 0.12)
  do {
    let f = FibreSlice(
      coreRadius: 3,
      layers: (0..<10).map {
        $0 == 0
          ? (index: 4.6, thickness: 0.0460224595011322)
          : $0 % 2 == 0 ? (index: 4.6, thickness: 0.0920449190022644) : (index: 1.6, thickness: 0.3308893465024237)
      }, surround: 1.6)
    let s = PairSuppression(pair: pair, weight: wx) { _ in f }
    P("strip79", s.strip(), 0.0015526985991568946)
    let g = FibreSlice(
      coreRadius: 3,
      layers: (0..<6).map { $0 % 2 == 0 ? (index: 3.47, thickness: 0.12) : (index: 1.43, thickness: 0.37) },
      surround: 1.6)
    P("strip81", PairSuppression(pair: pair, weight: wx) { _ in g }.strip(), 0.01938562285019812)
  }
  let k = 0.7 / PairSuppression.hbarC
  for pairs in [5, 10, 15] {
    let f = FibreSlice(
      coreRadius: 5,
      layers: (0..<2 * pairs).map {
        $0 % 2 == 0 ? (index: 4.6, thickness: .pi / 2 / (4.6 * k)) : (index: 1.6, thickness: .pi / 2 / (1.6 * k))
      }, surround: 1.6)
    let s = PairSuppression(pair: pair, weight: wx) { _ in f }
    P("lit strip", pairs, s.strip())
    for tol in [1e-3] {
      let t = ContinuousClock().measure {
        let r = s.suppression(channels: [.pp], relativeError: tol);
        P("pp", tol, r.eta[.pp], r.error[.pp], r.coincident[.pp], r.angularOrders, r.evaluations)
      }
      P(t)
    }
  }
}
func P(_ a: Any...) {
  FileHandle.standardError.write((a.map { "\($0)" }.joined(separator: " ") + "\n").data(using: .utf8)!)
}
