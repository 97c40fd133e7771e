"""Searches beside NLopt and SciPy in Python: quality and evaluations on standard constrained problems from 20 seeds, and the cost of an evaluation.

Usage: searches.py NUPAIR-BENCH NUPAIR
"""

import math
import statistics
import subprocess
import sys
import time

import nlopt
import numpy as np
from scipy.optimize import differential_evolution, minimize, NonlinearConstraint

import xenon

SEEDS = 20
BENCH, NUPAIR = sys.argv[1], sys.argv[2]


def rosen_suzuki(x):
    a, b, c, d = x
    return a * a + b * b + 2 * c * c + d * d - 5 * a - 5 * b - 21 * c + 7 * d, [
        a * a + b * b + c * c + d * d + a - b + c - d - 8, a * a + 2 * b * b + c * c + 2 * d * d - a - d - 10,
        2 * a * a + b * b + c * c + 2 * a - b - d - 5]


def hs76(x):
    a, b, c, d = x
    return a * a + 0.5 * b * b + c * c + 0.5 * d * d - a * c + c * d - a - 3 * b + c - d, [
        a + 2 * b + c + d - 5, 3 * a + b + 2 * c - d - 4, 1.5 - b - 4 * c]


def g09(x):
    return ((x[0] - 10)**2 + 5 * (x[1] - 12)**2 + x[2]**4 + 3 * (x[3] - 11)**2 + 10 * x[4]**6 + 7 * x[5]**2 + x[6]**4
            - 4 * x[5] * x[6] - 10 * x[5] - 8 * x[6]), [
        2 * x[0]**2 + 3 * x[1]**4 + x[2] + 4 * x[3]**2 + 5 * x[4] - 127, 7 * x[0] + 3 * x[1] + 10 * x[2]**2 + x[3] - x[4] - 282,
        23 * x[0] + x[1]**2 + 6 * x[5]**2 - 8 * x[6] - 196, 4 * x[0]**2 + x[1]**2 - 3 * x[0] * x[1] + 2 * x[2]**2 + 5 * x[5] - 11 * x[6]]


def g01(x):
    return 5 * sum(x[:4]) - 5 * sum(v * v for v in x[:4]) - sum(x[4:]), [
        2 * x[0] + 2 * x[1] + x[9] + x[10] - 10, 2 * x[0] + 2 * x[2] + x[9] + x[11] - 10, 2 * x[1] + 2 * x[2] + x[10] + x[11] - 10,
        x[9] - 8 * x[0], x[10] - 8 * x[1], x[11] - 8 * x[2], x[9] - 2 * x[3] - x[4], x[10] - 2 * x[5] - x[6], x[11] - 2 * x[7] - x[8]]


def g04(x):
    u = 85.334407 + 0.0056858 * x[1] * x[4] + 0.0006262 * x[0] * x[3] - 0.0022053 * x[2] * x[4]
    v = 80.51249 + 0.0071317 * x[1] * x[4] + 0.0029955 * x[0] * x[1] + 0.0021813 * x[2]**2
    w = 9.300961 + 0.0047026 * x[2] * x[4] + 0.0012547 * x[0] * x[2] + 0.0019085 * x[2] * x[3]
    return 5.3578547 * x[2]**2 + 0.8356891 * x[0] * x[4] + 37.293239 * x[0] - 40792.141, [u - 92, -u, v - 110, 90 - v, w - 25, 20 - w]


def g06(x):
    return (x[0] - 10)**3 + (x[1] - 20)**3, [100 - (x[0] - 5)**2 - (x[1] - 5)**2, (x[0] - 6)**2 + (x[1] - 5)**2 - 82.81]


def g07(x):
    return (x[0]**2 + x[1]**2 + x[0] * x[1] - 14 * x[0] - 16 * x[1] + (x[2] - 10)**2 + 4 * (x[3] - 5)**2 + (x[4] - 3)**2 + 2 * (x[5] - 1)**2
            + 5 * x[6]**2 + 7 * (x[7] - 11)**2 + 2 * (x[8] - 10)**2 + (x[9] - 7)**2 + 45), [
        -105 + 4 * x[0] + 5 * x[1] - 3 * x[6] + 9 * x[7], 10 * x[0] - 8 * x[1] - 17 * x[6] + 2 * x[7], -8 * x[0] + 2 * x[1] + 5 * x[8] - 2 * x[9] - 12,
        3 * (x[0] - 2)**2 + 4 * (x[1] - 3)**2 + 2 * x[2]**2 - 7 * x[3] - 120, 5 * x[0]**2 + 8 * x[1] + (x[2] - 6)**2 - 2 * x[3] - 40,
        x[0]**2 + 2 * (x[1] - 2)**2 - 2 * x[0] * x[1] + 14 * x[4] - 6 * x[5], 0.5 * (x[0] - 8)**2 + 2 * (x[1] - 4)**2 + 3 * x[4]**2 - x[5] - 30,
        -3 * x[0] + 6 * x[1] + 12 * (x[8] - 8)**2 - 7 * x[9]]


def g08(x):
    return -math.sin(2 * math.pi * x[0])**3 * math.sin(2 * math.pi * x[1]) / (x[0]**3 * (x[0] + x[1])), [
        x[0]**2 - x[1] + 1, 1 - x[0] + (x[1] - 4)**2]


def g10(x):
    return x[0] + x[1] + x[2], [
        -1 + 0.0025 * (x[3] + x[5]), -1 + 0.0025 * (x[4] + x[6] - x[3]), -1 + 0.01 * (x[7] - x[4]),
        (-x[0] * x[5] + 833.33252 * x[3] + 100 * x[0] - 83333.333) / 1e5, (-x[1] * x[6] + 1250 * x[4] + x[1] * x[3] - 1250 * x[3]) / 1e5,
        (-x[2] * x[7] + 1250000 + x[2] * x[4] - 2500 * x[4]) / 1e5]


def g18(x):
    f = -0.5 * (x[0] * x[3] - x[1] * x[2] + x[2] * x[8] - x[4] * x[8] + x[4] * x[7] - x[5] * x[6])
    return f, [
        x[2]**2 + x[3]**2 - 1, x[8]**2 - 1, x[4]**2 + x[5]**2 - 1, x[0]**2 + (x[1] - x[8])**2 - 1, (x[0] - x[4])**2 + (x[1] - x[5])**2 - 1,
        (x[0] - x[6])**2 + (x[1] - x[7])**2 - 1, (x[2] - x[4])**2 + (x[3] - x[5])**2 - 1, (x[2] - x[6])**2 + (x[3] - x[7])**2 - 1,
        x[6]**2 + (x[7] - x[8])**2 - 1, x[1] * x[2] - x[0] * x[3], -x[2] * x[8], x[4] * x[8], x[5] * x[6] - x[4] * x[7]]


def g24(x):
    a = x[0]
    return -a - x[1], [-2 * a**4 + 8 * a**3 - 8 * a**2 + x[1] - 2, -4 * a**4 + 32 * a**3 - 88 * a**2 + 96 * a + x[1] - 36]


def beam(x):
    h, l, t, b = x
    load, length, young, shear = 6000.0, 14.0, 30e6, 12e6
    radius = math.sqrt(l * l / 4 + (h + t)**2 / 4)
    inertia = 2 * (math.sqrt(2) * h * l * (l * l / 12 + (h + t)**2 / 4))
    direct, twist = load / (math.sqrt(2) * h * l), load * (length + l / 2) * radius / inertia
    stress = math.sqrt(direct**2 + 2 * direct * twist * l / (2 * radius) + twist**2)
    buckling = 4.013 * young * math.sqrt(t * t * b**6 / 36) / length**2 * (1 - t / (2 * length) * math.sqrt(young / (4 * shear)))
    return 1.10471 * h * h * l + 0.04811 * t * b * (14 + l), [
        stress / 13600 - 1, 6 * load * length / (b * t * t) / 30000 - 1, h - b, (0.10471 * h * h + 0.04811 * t * b * (14 + l) - 5) / 5, 0.125 - h,
        4 * load * length**3 / (young * t**3 * b) - 0.25, (load - buckling) / 6000]


PROBLEMS = {
    "HS43 Rosen-Suzuki": (rosen_suzuki, [(-10, 10)] * 4), "HS76": (hs76, [(0, 10)] * 4), "G09 = HS100": (g09, [(-10, 10)] * 7),
    "G01": (g01, [(0, 1)] * 9 + [(0, 100)] * 3 + [(0, 1)]), "G04 Himmelblau": (g04, [(78, 102), (33, 45), (27, 45), (27, 45), (27, 45)]),
    "G06": (g06, [(13, 100), (0, 100)]), "G07 = HS113": (g07, [(-10, 10)] * 10), "G08": (g08, [(0.001, 10)] * 2),
    "G10 = HS106": (g10, [(100, 10000), (1000, 10000), (1000, 10000)] + [(10, 1000)] * 5), "G18": (g18, [(-10, 10)] * 8 + [(0, 20)]),
    "G24": (g24, [(0, 3), (0, 4)]), "welded beam": (beam, [(0.1, 2), (0.1, 10), (0.1, 10), (0.1, 2)]),
}


class Counted:
    """A problem that counts its evaluations and answers objective and constraints at one point with one."""

    def __init__(self, function):
        self.function, self.count, self.at = function, 0, None

    def __call__(self, x):
        key = tuple(x)
        if key != self.at:
            self.count += 1
            self.at, self.held = key, self.function(x)
        return self.held


def with_nlopt(function, ranges, seed, budget):
    """GN_ISRES over the range, then LN_COBYLA from where it ended: what a user of NLopt without slopes would do."""
    problem, n = Counted(function), len(ranges)
    nlopt.srand(seed)
    generator = np.random.default_rng(seed)
    x = np.array([generator.uniform(a, b) for a, b in ranges])
    constraints = len(function(x)[1])
    for algorithm, share in ((nlopt.GN_ISRES, 0.8), (nlopt.LN_COBYLA, 0.2)):
        search = nlopt.opt(algorithm, n)
        search.set_lower_bounds([a for a, _ in ranges])
        search.set_upper_bounds([b for _, b in ranges])
        search.set_min_objective(lambda x, _: problem(x)[0])

        def all_of_them(result, x, _):
            result[:] = problem(x)[1]

        search.add_inequality_mconstraint(all_of_them, np.full(constraints, 1e-8))
        search.set_maxeval(int(share * budget))
        search.set_xtol_rel(1e-12)
        try:
            x = search.optimize(x)
        except (nlopt.RoundoffLimited, RuntimeError):
            pass
        x = np.clip(x, [a for a, _ in ranges], [b for _, b in ranges])
    return x, problem.count


def with_slsqp(function, ranges, seed, budget):
    """SciPy's SLSQP from random points until the budget is spent; the best that keeps the constraints to 1e-8."""
    problem, generator = Counted(function), np.random.default_rng(seed)
    best = None
    while problem.count < budget:
        start = [generator.uniform(a, b) for a, b in ranges]
        found = minimize(lambda x: problem(x)[0], start, method="SLSQP", bounds=ranges,
                         constraints=[{"type": "ineq", "fun": lambda x: -np.array(problem(x)[1])}], options={"ftol": 1e-14, "maxiter": 300})
        value, broken = function(found.x)
        if max(broken) <= 1e-8 and (best is None or value < best[0]):
            best = (value, found.x)
    return (best[1] if best else np.array(start)), problem.count


def with_evolution(function, ranges, seed, budget):
    """SciPy's differential evolution with its polish."""
    problem, n = Counted(function), len(ranges)
    limit = NonlinearConstraint(lambda x: np.array(problem(x)[1]), -np.inf, 0)
    found = differential_evolution(lambda x: problem(x)[0], ranges, constraints=limit, seed=seed, maxiter=max(1, budget // (15 * n)), tol=1e-12)
    return found.x, problem.count


def judge(function, x, optimum):
    value, broken = function(x)
    return max(broken) <= 1e-8 and (value - optimum) / abs(optimum) < 1e-6


def xenon_figures(x):
    total, _, _ = xenon.scalars(x[0])
    return total / (1 + (2 * (x[1] - xenon.W0) / 8.8e-9) ** 2)


def python_search(objective, calls=2000):
    """Nanoseconds for one evaluation of the search over r and the trigger by the same algorithm."""
    search = nlopt.opt(nlopt.GN_CRS2_LM, 2)
    nlopt.srand(1)
    search.set_lower_bounds([-1, 0.341])
    search.set_upper_bounds([0.3, 0.343])
    search.set_max_objective(lambda x, _: objective(x))
    search.set_maxeval(calls)
    start = time.perf_counter()
    search.optimize([0.0, 0.342])
    return (time.perf_counter() - start) / calls * 1e9


def main():
    rows, cost = {}, None
    for line in subprocess.run([BENCH, "searches", str(SEEDS)], capture_output=True, text=True, check=True).stdout.splitlines():
        parts = line.split("\t")
        if len(parts) == 6:
            name, _, count, value, optimum, feasible = parts
            good = feasible == "true" and (float(value) - float(optimum)) / abs(float(optimum)) < 1e-6
            rows.setdefault(name, []).append((good, int(count), float(optimum)))
        else:
            cost = float(parts[1])
    rivals = {"NLopt: ISRES, COBYLA": (with_nlopt, SEEDS), "SciPy: SLSQP, many starts": (with_slsqp, SEEDS),
              "SciPy: differential evolution": (with_evolution, 5)}
    print(f"Found to 1e-6 and feasible, of {SEEDS} seeds (of 5 for differential evolution), and the median of evaluations; "
          "the rivals may spend twice what `auto` took.\n")
    print("| problem | variables | auto | " + " | ".join(rivals) + " |")
    print("| --- | ---: | ---: |" + " ---: |" * len(rivals))
    for name, found in rows.items():
        function, ranges = PROBLEMS[name]
        spent, optimum = int(statistics.median(count for _, count, _ in found)), found[0][2]
        cells = [f"{sum(good for good, _, _ in found)}, {spent}"]
        for search, seeds in rivals.values():
            results = [search(function, ranges, seed, 2 * spent) for seed in range(1, seeds + 1)]
            cells.append(f"{sum(judge(function, x, optimum) for x, _ in results)}, {int(statistics.median(count for _, count in results))}")
        print(f"| {name} | {len(ranges)} | " + " | ".join(cells) + " |", flush=True)

    rate, all_figures = python_search(lambda x: xenon.rate(x[0], x[1])), python_search(xenon_figures)
    print(f"\nOne evaluation of the xenon study's (r, ω₀) search for the rate by GN_CRS2_LM: {cost / 1e3:.2f} µs; in Python with the rate alone "
          f"{rate / 1e3:.0f} µs, {rate / cost:.0f} times as long, with thresholds and I_2γ too {all_figures / 1e3:.0f} µs, {all_figures / cost:.0f} times.\n")

    print("| whole process, wall time / s | median of 5 |\n| --- | ---: |")
    for study in ("ho-rate", "xe-rate", "xe-backward", "xe-fibre"):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([NUPAIR, "optimize", f"studies/searches/{study}.json", "--quiet"], capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        print(f"| nupair optimize studies/searches/{study}.json | {statistics.median(times):.3f} |")


main()
