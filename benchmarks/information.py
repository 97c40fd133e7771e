"""The information on the lightest mass with NumPy, as a notebook would have it: smeared by quadrature near thresholds, differences for the derivative."""

import numpy as np
from scipy.special import ive

from xenon import DM21, DM31, EPS, M0, ROW, W0

SIGMA, BETA = 2e-3, 0.01
KAPPA = 1 / SIGMA**2
X, W = np.polynomial.legendre.leggauss(10)
PAIRS = [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)]


def signal(m2, masses):
    total = 0
    for i, j in PAIRS:
        a, b = masses[i], masses[j]
        above = m2 - (a + b) ** 2
        root = np.sqrt(np.maximum(above, 0) * (m2 - (a - b) ** 2))
        square, difference = a * a + b * b, (a * a - b * b) ** 2
        coupling = (ROW[i] * ROW[j] - (0.5 if i == j else 0)) ** 2
        inside = EPS**2 / 9 * (1 + square / m2 - 2 * difference / m2**2) + 2 / 9 * m2 - 5 / 18 * square + difference / 18 / m2
        total = total + np.where(above > 0, (1 if i == j else 2) / (4 * np.pi) * coupling * root / m2 * (inside - a * b), 0)
    return total


def edges(centres, low, high, first):
    """Panels that grow away from every centre."""
    points = np.unique([low, high, *[c for c in centres if low < c < high]])
    cut = [low]
    for a, b in zip(points, points[1:]):
        steps = first * np.cumsum(1.7 ** np.arange(40))
        half = steps[steps < (b - a) / 2]
        cut += [*(a + half), *(b - half[::-1]), b]
    return np.unique(cut)


def nodes(cut):
    a, b = cut[:-1, None], cut[1:, None]
    return ((a + b) / 2 + (b - a) / 2 * X).ravel(), ((b - a) / 2 * W).ravel()


def information(r):
    forward = (1 - r) * EPS * (1 + r) * EPS
    backward = ((1 - r) * EPS - 2 * W0) * ((1 + r) * EPS + 2 * W0)

    def masses(m0):
        return np.sqrt(np.array([m0**2, m0**2 + DM21, m0**2 + DM31]))

    def thresholds(m0):
        m = masses(m0)
        t = np.array([(m[i] + m[j]) ** 2 for i, j in PAIRS])
        t = t[(t > min(forward, backward)) & (t < max(forward, backward))]
        return 2 * np.arctan2(np.sqrt(forward - t), np.sqrt(t - backward))

    def mass_squared(theta):
        return forward * np.cos(theta / 2) ** 2 + backward * np.sin(theta / 2) ** 2

    centres = thresholds(M0)
    outer, weight = nodes(edges([*centres, np.pi], 0, np.pi, SIGMA))
    solid = 2 * np.pi * np.sin(outer) * weight
    near = np.min(np.abs(outer[:, None] - centres), axis=1) < 12 * SIGMA if len(centres) else np.zeros(len(outer), bool)

    def smeared(m0):
        m, angles = masses(m0), np.sort(thresholds(m0))
        value = signal(mass_squared(outer), m)
        if not near.any():
            return value
        low, high = max(outer[near].min() - 7 * SIGMA, 0), min(outer[near].max() + 7 * SIGMA, np.pi)
        cuts = np.unique([low, *[a for a in angles if low < a < high], high])
        theta, w = [], []
        for a, b in zip(cuts, cuts[1:]):
            # sin² crowds nodes towards both ends, where thresholds are.
            count = max(1, int(np.ceil((b - a) / (3 * SIGMA))))
            phi, dphi = nodes(np.linspace(0, np.pi / 2, count + 1))
            theta.append(a + (b - a) * np.sin(phi) ** 2)
            w.append(dphi * (b - a) * np.sin(2 * phi))
        theta, w = np.concatenate(theta), np.concatenate(w)
        source = w * np.sin(theta) * signal(mass_squared(theta), m)
        at = outer[near][:, None]
        kernel = KAPPA * np.exp(-2 * KAPPA * np.sin((theta - at) / 2) ** 2) * ive(0, KAPPA * np.sin(theta) * np.sin(at))
        value[near] = kernel @ source
        return value

    h = 3e-6
    s = smeared(M0)
    slope = (smeared(M0 - 2 * h) - 8 * smeared(M0 - h) + 8 * smeared(M0 + h) - smeared(M0 + 2 * h)) / (12 * h)
    mu = s + BETA * 0.75 * EPS**2 / 9 / (4 * np.pi)
    return np.sum(solid * slope**2 / mu) - np.sum(solid * slope * s / mu) ** 2 / np.sum(solid * s**2 / mu)


if __name__ == "__main__":
    print(information(0.32304))
