/// A small symmetric matrix, for information and covariance.
public struct SymmetricMatrix: Sendable, Hashable {
  public let size: Int
  private var elements: [Double]

  /// Zero.
  public init(size: Int) {
    precondition(size >= 0, "a size is not negative")
    self.size = size
    elements = [Double](repeating: 0, count: size * size)
  }

  public init(diagonal: [Double]) {
    self.init(size: diagonal.count)
    for k in diagonal.indices { self[k, k] = diagonal[k] }
  }

  /// Setting an element sets its mirror image too.
  public subscript(i: Int, j: Int) -> Double {
    get { elements[i * size + j] }
    set {
      elements[i * size + j] = newValue
      elements[j * size + i] = newValue
    }
  }

  public static func + (a: SymmetricMatrix, b: SymmetricMatrix) -> SymmetricMatrix {
    precondition(a.size == b.size, "matrices of one size add")
    var sum = a
    for k in sum.elements.indices { sum.elements[k] += b.elements[k] }
    return sum
  }

  public static func * (factor: Double, a: SymmetricMatrix) -> SymmetricMatrix {
    var scaled = a
    for k in scaled.elements.indices { scaled.elements[k] *= factor }
    return scaled
  }

  /// Adds a multiple of another matrix of the same size.
  mutating func add(_ factor: Double, _ other: SymmetricMatrix) {
    for k in elements.indices { elements[k] += factor * other.elements[k] }
  }

  /// Up to which share of a diagonal element what elimination leaves of it counts as rounding.
  static let rounding = 1e-12

  /// What remains of element (0, 0) when all other rows are eliminated: of an information matrix, the information on the first parameter when all others
  /// are open. A row that depends on others within rounding takes nothing more away.
  ///
  /// - Precondition: positive semidefinite.
  var complement: Double {
    var a = self
    let original = (0..<size).map { self[$0, $0] }
    var left = Array(1..<max(size, 1))
    while let k = left.max(by: {
      a[$0, $0] / max(original[$0], .leastNormalMagnitude)
        < a[$1, $1] / max(original[$1], .leastNormalMagnitude)
    }) {
      left.removeAll { $0 == k }
      let pivot = a[k, k]
      guard pivot > Self.rounding * original[k] else { continue }
      for i in [0] + left {
        let factor = a[i, k] / pivot
        for j in [0] + left where j >= i { a[i, j] -= factor * a[j, k] }
      }
    }
    return size > 0 && a[0, 0] > Self.rounding * original[0] ? a[0, 0] : 0
  }

  /// The matrix with two rows exchanged, and their columns.
  func exchanging(_ i: Int, _ j: Int) -> SymmetricMatrix {
    var order = Array(0..<size)
    order.swapAt(i, j)
    var other = self
    for a in 0..<size { for b in 0...a { other[a, b] = self[order[a], order[b]] } }
    return other
  }

  /// x with self · x = b by elimination along the diagonal; `nil` when the matrix is not positive definite within rounding.
  func solution(_ b: [Double]) -> [Double]? {
    precondition(b.count == size, "one number for each row")
    // Cholesky's factor, in place of the lower triangle.
    var l = elements
    for j in 0..<size {
      var pivot = l[j * size + j]
      for k in 0..<j { pivot -= l[j * size + k] * l[j * size + k] }
      guard pivot > Self.rounding * elements[j * size + j] else { return nil }
      let root = pivot.squareRoot()
      l[j * size + j] = root
      for i in stride(from: j + 1, to: size, by: 1) {
        var value = l[i * size + j]
        for k in 0..<j { value -= l[i * size + k] * l[j * size + k] }
        l[i * size + j] = value / root
      }
    }
    var x = b
    for i in 0..<size {
      for k in 0..<i { x[i] -= l[i * size + k] * x[k] }
      x[i] /= l[i * size + i]
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      for k in stride(from: i + 1, to: size, by: 1) { x[i] -= l[k * size + i] * x[k] }
      x[i] /= l[i * size + i]
    }
    return x
  }

  /// `nil` when the matrix is not positive definite within rounding.
  public var inverse: SymmetricMatrix? {
    var result = SymmetricMatrix(size: size)
    for k in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[k] = 1
      guard let column = solution(unit) else { return nil }
      for i in 0...k { result[i, k] = column[i] }
    }
    return result
  }
}
