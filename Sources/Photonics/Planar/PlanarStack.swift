import Foundation

/// Flat layers between two half spaces at one photon energy: the wall of a fibre for a wide core.
///
/// Lengths in µm, wave numbers in µm⁻¹; the first layer meets the incident wave. Layers and the far side may absorb, the near side may not.
public struct PlanarStack: Sendable, Hashable {
  public struct Layer: Sendable, Hashable {
    public let permittivity: Complex
    public let thickness: Double

    /// - Precondition: a positive thickness.
    public init(permittivity: Complex, thickness: Double) {
      precondition(thickness > 0, "a layer has a thickness")
      self.permittivity = permittivity
      self.thickness = thickness
    }
  }

  /// The index on the near side.
  public let near: Double
  public let layers: [Layer]
  /// ε on the far side.
  public let far: Complex

  public init(near: Double, layers: [Layer], far: Complex) {
    precondition(near > 0, "the near side has an index")
    self.near = near
    self.layers = layers
    self.far = far
  }

  /// A fibre's wall laid flat.
  public init(wallOf fibre: FibreSlice) {
    self.init(
      near: fibre.core,
      layers: zip(fibre.layers, zip(fibre.radii, fibre.radii.dropFirst())).map { permittivity, radii in
        Layer(permittivity: permittivity, thickness: radii.1 - radii.0)
      }, far: fibre.surround)
  }

  public struct Response: Sendable, Hashable {
    /// Reflected over incident u, E_y or H_y, at the first face.
    public let amplitude: Complex
    /// |r|².
    public let reflected: Double
    /// The share of the incident flux that leaves on the far side; 0 below its light line. `nil` where the incident wave carries none.
    public let transmitted: Double?

    /// The share that the layers keep.
    public var absorbed: Double? { transmitted.map { 1 - reflected - $0 } }
  }

  /// What a wave with the axial wave number β meets, for β of any size.
  ///
  /// The admittance g/u is carried from the far side inward, and the transmitted flux as a product of its own: it keeps its digits however
  /// small it is, and nothing overflows in thick layers below their light lines.
  public func response(k0: Double, beta: Double, polarisation: Polarisation) -> Response {
    let passage = passage(k0: k0, beta: beta, polarisation: polarisation)
    let admittance = passage.admittances[0]
    let amplitude = (passage.near - admittance) / (passage.near + admittance)
    return Response(
      amplitude: amplitude, reflected: amplitude.squaredMagnitude, transmitted: passage.transmitted)
  }

  /// ∂ ln T/∂d for each layer's thickness d; `nil` where nothing is transmitted or the incident wave carries no flux.
  ///
  /// T falls with |l·v|², l the incident wave's functional on (u, g) carried outward, v the transmitted fields carried inward; between them
  /// each layer's generator acts where they meet. Only their directions count, so that nothing overflows.
  public func transmissionSlopes(k0: Double, beta: Double, polarisation: Polarisation) -> [Double]? {
    let passage = passage(k0: k0, beta: beta, polarisation: polarisation)
    guard let transmitted = passage.transmitted, transmitted > 0 else { return nil }
    var l = (u: passage.near, g: Complex.one)
    return layers.indices.map { index in
      let layer = layers[index], kx = Self.transverse(layer.permittivity, k0: k0, beta: beta)
      let weight = polarisation.slopeWeight(k0: k0, permittivity: layer.permittivity)
      let y = passage.admittances[index], squared = kx * kx / weight
      let slope = 2 * ((l.u * weight * y - l.g * squared) / (l.u + l.g * y)).re
      let (cosine, sine) = Self.scaledCircular(kx, layer.thickness)
      let next = (u: l.u * cosine + l.g * squared * sine, g: l.g * cosine - l.u * weight * sine)
      let size = max(next.u.size, next.g.size)
      l = (next.u / size, next.g / size)
      return slope
    }
  }

  /// The transmitted wave, followed from the far side inward.
  private struct Passage {
    /// g/u of the incident wave.
    let near: Complex
    /// g/u at each layer's near face, and behind the last.
    let admittances: [Complex]
    let transmitted: Double?
  }

  private func passage(k0: Double, beta: Double, polarisation: Polarisation) -> Passage {
    func transverse(_ epsilon: Complex) -> Complex { Self.transverse(epsilon, k0: k0, beta: beta) }
    let kFar = transverse(far)
    var admittance = kFar.timesI / polarisation.slopeWeight(k0: k0, permittivity: far)
    // Outward flux Im(u* g) for u = 1 on the far side.
    let farFlux = far.im == 0 && kFar.re == 0 ? 0 : admittance.im
    var admittances = [admittance]
    // ln |u at this face / u on the far side|².
    var growth = 0.0
    for layer in layers.reversed() {
      let kx = transverse(layer.permittivity)
      let weight = polarisation.slopeWeight(k0: k0, permittivity: layer.permittivity)
      let (cosine, sine) = Self.scaledCircular(kx, layer.thickness)
      // sin(kx d)/kx stays finite on the layer's light line.
      let across = weight * sine
      let along = cosine - admittance * across
      admittance = (admittance * cosine + kx * kx * sine / weight) / along
      admittances.append(admittance)
      growth += log(along.squaredMagnitude) + 2 * kx.im * layer.thickness
    }
    admittances.reverse()
    let kNear = transverse(Complex(near * near))
    let nearAdmittance = kNear.timesI / polarisation.slopeWeight(k0: k0, permittivity: Complex(near * near))
    // u at the first face is 1 + r = 2Y_near/(Y_near + Y).
    let entry = (2 * nearAdmittance / (nearAdmittance + admittance)).squaredMagnitude
    let carriesFlux = kNear.im == 0 && kNear.re > 0
    return Passage(
      near: nearAdmittance, admittances: admittances,
      transmitted: carriesFlux ? farFlux / nearAdmittance.im * entry * exp(-growth) : nil)
  }

  /// k_x with Im ≥ 0, and its digits near the light line of a transparent medium.
  static func transverse(_ epsilon: Complex, k0: Double, beta: Double) -> Complex {
    guard epsilon.im == 0, epsilon.re > 0 else {
      let root = (k0 * k0 * epsilon - beta * beta).squareRoot
      return root.im < 0 ? -root : root
    }
    let squared = RealFibreSolver.transverse(epsilon.re, k0: k0, beta: beta)
    return squared >= 0 ? Complex(squared.squareRoot()) : Complex(0, (-squared).squareRoot())
  }

  /// cos(kd) and sin(kd)/k times e^(−Im(k) d), for Im k ≥ 0.
  static func scaledCircular(_ k: Complex, _ d: Double) -> (cosine: Complex, sine: Complex) {
    let phase = k * d
    if phase.size < 1e-4 {
      // The series: sin(kd)/k has no 0/0.
      let squared = phase * phase
      let scale = exp(-phase.im)
      return (scale * (1 - squared * (0.5 - squared.re / 24)), (scale * d) * (1 - squared / 6))
    }
    let forward = Complex(cos(phase.re), sin(phase.re)) * exp(-2 * phase.im)
    let backward = Complex(cos(phase.re), -sin(phase.re))
    return (0.5 * (forward + backward), Complex(0, -0.5) * (forward - backward) / k)
  }
}
