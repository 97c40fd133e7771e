import Neutrinos

/// The hermitian couplings of a particle to ν̄_i ν_j in the basis of masses.
public struct CouplingMatrix: Sendable, Hashable {
  private let elements: [Complex]

  /// The same for every mass eigenstate.
  public init(universal value: Double) { self.init(diagonal: [value, value, value]) }

  /// - Precondition: three numbers.
  public init(diagonal: [Double]) {
    precondition(diagonal.count == 3, "three mass eigenstates")
    elements = (0..<9).map { index in index % 4 == 0 ? Complex(diagonal[index / 4]) : Complex.zero }
  }

  /// - Precondition: three rows of three, hermitian.
  public init(rows: [[Complex]]) {
    precondition(rows.count == 3 && rows.allSatisfy { $0.count == 3 }, "three rows of three")
    elements = rows.flatMap(\.self)
    for i in 1...3 {
      for j in 1...3 { precondition(self[i, j] == self[j, i].conjugate, "couplings are hermitian") }
    }
  }

  /// - Parameters: `i`, `j` from 1 to 3.
  public subscript(i: Int, j: Int) -> Complex { elements[3 * (i - 1) + j - 1] }
}
