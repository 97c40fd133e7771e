"""Times the kernels of RANP and of fibres beside NumPy versions of the same figures, the programs taking turns so that a drift of the machine hits all alike."""

import statistics
import subprocess
import sys
import time

import fibres
import numpy as np

ROUNDS = int(sys.argv[1])
PROGRAMS = dict(argument.split("=", 1) for argument in sys.argv[2:])  # build name = path of nupair-bench
TURNS = 5

# The paper's xenon design with the masses and mixing of NuFIT 6.0: what nupair-bench times.
EPS, W0 = 1.0107, 0.3421
S12, S13, DM21, DM31, M0 = 0.308, 0.02215, 7.49e-5, 2.513e-3, 1e-3
MASSES = np.sqrt(np.array([M0**2, M0**2 + DM21, M0**2 + DM31]))
ROW = np.sqrt(np.array([(1 - S12) * (1 - S13), S12 * (1 - S13), S13]))
PAIRS = [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)]
MI = np.array([MASSES[i] for i, _ in PAIRS])[:, None]
MJ = np.array([MASSES[j] for _, j in PAIRS])[:, None]
B2 = np.array([(ROW[i] * ROW[j] - (0.5 if i == j else 0)) ** 2 for i, j in PAIRS])[:, None]
ORDERS = np.array([1 if i == j else 2 for i, j in PAIRS])[:, None]
THETA = np.linspace(0, np.pi, 181)
SIN2 = np.sin(THETA / 2) ** 2


# F = R (c1 + c0/M² + c2/M⁴ + c3/M⁶) of the corrected kernel, Majorana, R² = (M² − T)(M² − D): as the program has it, all that does not change hoisted.
TOTAL, DIFFERENCE = MI**2 + MJ**2, (MI**2 - MJ**2) ** 2
SCALE = ORDERS / (4 * np.pi) * B2
C0 = SCALE * (EPS**2 / 9 - 5 / 18 * TOTAL - MI * MJ)
C1 = SCALE * 2 / 9
C2 = SCALE * (EPS**2 / 9 * TOTAL + DIFFERENCE / 18)
C3 = SCALE * -2 / 9 * EPS**2 * DIFFERENCE
ABOVE, BELOW = (MI + MJ) ** 2, (MI - MJ) ** 2


def pair_sum(m2):
    """ΣF over an array of positive M²."""
    inverse = 1 / m2
    root = np.sqrt(np.maximum(m2 - ABOVE, 0) * (m2 - BELOW))
    return (root * (C1 + inverse * (C0 + inverse * (C2 + inverse * C3)))).sum(axis=0)


def angular(r):
    forward = (1 - r) * EPS * (1 + r) * EPS
    backward = ((1 - r) * EPS - 2 * W0) * ((1 + r) * EPS + 2 * W0)
    return pair_sum(forward + (backward - forward) * SIN2)


NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)
S = (1 + NODES) / 2
LEVELS = np.array([[0.1330, 113, 1.2e6], [0.3421, 211, 2.4e7], [1.4544, 3.3e5, 1.6e5], [1.5104, 2e7, 1.6e6],
                   [1.5557, 3.4e6, 6e5], [1.6220, 2.1e7, 1.94e5]])
HBAR = 6.582119569509067e-16


def scalars(r):
    """G by a plain 200-node rule (good to 1e-5 at the thresholds), six threshold angles, mean I_2γ of the antisymmetric amplitude."""
    forward = (1 - r) * EPS * (1 + r) * EPS
    backward = ((1 - r) * EPS - 2 * W0) * ((1 + r) * EPS + 2 * W0)
    m2 = forward + (backward - forward) * S
    g = 2 * np.pi * np.dot(WEIGHTS, pair_sum(m2))
    thresholds = (MI + MJ)[:, 0] ** 2
    angles = 2 * np.arctan2(np.sqrt(np.abs(forward - thresholds)), np.sqrt(np.abs(backward - thresholds)))
    momentum = np.sqrt(EPS**2 - np.maximum(m2[::10], 0))
    x = momentum[:, None] / 2 * NODES[::10]
    a = EPS / 2 + LEVELS[:, 0][:, None, None]
    strength = np.pi / 8 * LEVELS[:, 1] * LEVELS[:, 2] * HBAR**2 / (LEVELS[:, 0] * (LEVELS[:, 0] + EPS)) ** 3
    q = EPS**2 / 4 - x**2
    cosine = 1 - np.maximum(m2[::10], 0)[:, None] / (2 * q)
    photons = (2 * strength[:, None, None] * 9 / 8 * (3 - cosine**2) * x**2 / (a**2 - x**2) ** 2 * q**2).sum()
    return g, angles, photons


def python(function, calls):
    start = time.perf_counter()
    for k in range(calls):
        function(0.2 + 1e-6 * k)
    return 1e9 * (time.perf_counter() - start) / calls


times = {}


def note(name, build, nanoseconds):
    times.setdefault(name, {}).setdefault(build, []).append(nanoseconds)


for turn in range(TURNS + 1):
    for build, path in PROGRAMS.items():
        for line in subprocess.run([path, str(ROUNDS)], capture_output=True, text=True, check=True).stdout.splitlines():
            name, median, _ = line.split("\t")
            if turn:
                note(name, build, float(median))
    for name, function, calls in [("angular distribution, 181 angles × 6 pairs", angular, 500), ("scalar figures", scalars, 200),
                                  ("fibre: orders 0…12 through 20 layers", lambda _: fibres.point(0), 20),
                                  ("fibre: strip of ten pairs", fibres.strip, 5)]:
        nanoseconds = python(function, calls)
        if turn:  # the first turn warms caches and clocks
            note(name, "NumPy", nanoseconds)

columns = [*PROGRAMS, "NumPy"]
print("| per call | " + " | ".join(columns) + " | NumPy / " + columns[0] + " |")
print("| --- | " + " | ".join("---:" for _ in columns) + " | ---: |")


def text(nanoseconds):
    if nanoseconds > 1e8:
        return f"{nanoseconds / 1e6:.0f} ms"
    return f"{nanoseconds / 1e6:.1f} ms" if nanoseconds > 1e6 else f"{nanoseconds / 1e3:.2f} µs"


for name, row in times.items():
    medians = {build: statistics.median(values) for build, values in row.items()}
    ratio = f"{medians['NumPy'] / medians[columns[0]]:.0f}" if "NumPy" in medians else ""
    print(f"| {name} | " + " | ".join(text(medians[c]) if c in medians else "" for c in columns) + f" | {ratio} |")
