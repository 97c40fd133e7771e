"""Times reading the shipped targets with nupair and with two other programs, the runs interleaved so that a drift of the machine hits all alike."""

import glob
import os
import platform
import statistics
import subprocess
import sys
import time

RUNS = int(sys.argv[1])
FILES = sorted(glob.glob("targets/*.json"))
PROGRAMS = {
    "nupair targets check (form, references, physics)": [".build/release/nupair", "targets", "check", *FILES],
    "python3 json.load (form of JSON only)": [
        sys.executable, "-c", "import json,sys\nfor f in sys.argv[1:]: json.load(open(f))", *FILES],
    "check-jsonschema (form only)": [
        ".build/tools/bin/check-jsonschema", "--schemafile", "targets/schema/target.schema.json", *FILES],
    "nupair --version (starting a process)": [".build/release/nupair", "--version"],
}


def wall(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - start)


times = {name: [] for name in PROGRAMS}
for run in range(RUNS + 1):
    for name, command in PROGRAMS.items():
        elapsed = wall(command)
        if run > 0:  # the first round warms the file cache
            times[name].append(elapsed)

size = sum(os.path.getsize(f) for f in FILES)
print(f"{len(FILES)} files, {size / 1000:.0f} kB; {RUNS} runs; {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
print("| wall time / ms | median | least | most |\n| --- | ---: | ---: | ---: |")
for name, values in times.items():
    print(f"| {name} | {statistics.median(values):.1f} | {min(values):.1f} | {max(values):.1f} |")
