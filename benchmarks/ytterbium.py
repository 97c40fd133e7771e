"""The spectrum of radiative pair emission of ytterbium with NumPy, as a notebook would have it: what nupair-bench times."""

import numpy as np

EPS, VIRTUAL = 2.14349, 2.23072
S12, S13, DM21, DM31, M0 = 0.308, 0.02215, 7.49e-5, 2.513e-3, 1e-2
MASSES = np.sqrt(np.array([M0**2, M0**2 + DM21, M0**2 + DM31]))
ROW = np.sqrt(np.array([(1 - S12) * (1 - S13), S12 * (1 - S13), S13]))
PAIRS = [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)]
MI = np.array([MASSES[i] for i, _ in PAIRS])[:, None]
MJ = np.array([MASSES[j] for _, j in PAIRS])[:, None]
A2 = np.array([(1 if i == j else 2) * (ROW[i] * ROW[j] - (0.5 if i == j else 0)) ** 2 for i, j in PAIRS])[:, None]
TRIGGERS = 0.01 + 1.05 * np.arange(200) / 199

# What does not change is hoisted: S, T = (m_i+m_j)², (m_i−m_j)², and the Majorana term.
TOTAL, ABOVE, BELOW = MI**2 + MJ**2, (MI + MJ) ** 2, (MI - MJ) ** 2
DIFFERENCE, MAJORANA = ABOVE * BELOW, A2 * MI * MJ


def spectrum(r):
    """I over the trigger's energy, Majorana, real couplings."""
    m2 = EPS**2 * (1 - r * r) - 2 * EPS * TRIGGERS * (1 - r)
    p2 = (r * EPS - TRIGGERS) ** 2
    inverse = 1 / m2
    alpha = (1 - (TOTAL + DIFFERENCE * inverse) * inverse / 2) / 3
    beta = (TOTAL - DIFFERENCE * inverse) * inverse / 2
    root = np.sqrt(np.maximum(m2 - ABOVE, 0) * (m2 - BELOW))
    kernel = A2 * (m2 * alpha + p2 * (alpha + beta) / 3) - MAJORANA
    return (root * kernel).sum(axis=0) * inverse / (VIRTUAL - TRIGGERS) ** 2
