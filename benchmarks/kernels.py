"""Times the kernels of RANP, RENP and of fibres beside NumPy versions of the same figures, the programs taking turns so that a drift of the machine hits all alike."""

import statistics
import subprocess
import sys
import time

import fibres
from information import information
from xenon import angular, scalars
from ytterbium import spectrum

ROUNDS = int(sys.argv[1])
PROGRAMS = dict(argument.split("=", 1) for argument in sys.argv[2:])  # build name = path of nupair-bench
TURNS = 5

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
                                  ("information on m₀, smeared", lambda r: information(0.32304 + 1e-9 * r), 5),
                                  ("RENP spectrum, 200 trigger energies × 6 pairs", lambda r: spectrum(r - 0.2), 500),
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
