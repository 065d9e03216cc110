#!/usr/bin/env bash
# Measures askbook against its peers on the corpora, and prints the table of docs/performance.md.
#
#   benches/compare.sh [FOLDER]      FOLDER holds the corpora (default: a new one below /tmp)
#
# Installs nothing: it says which peers are there, and leaves out the rows of those that are not. Runs are interleaved, and each
# figure is a median of RUNS (default 7); LARGE=no leaves the large corpus out.
set -euo pipefail
cd "$(dirname "$0")/.."
runs="${RUNS:-7}"
folder="${1:-/tmp/askbook-corpora}"
program="$PWD/target/release/askbook"
sizes="small middle hundred"
[ "${LARGE:-yes}" = no ] || sizes="$sizes large"

cargo build --release --locked --quiet
mkdir -p "$folder"
for size in $sizes; do
  [ -d "$folder/$size" ] || cargo bench --quiet --bench corpus -- "$size" "$folder/$size" > /dev/null
done
today="$(cargo bench --quiet --bench corpus -- today)"

exec python3 - "$program" "$folder" "$today" "$runs" $sizes <<'PYTHON'
import os, resource, shutil, statistics, subprocess, sys, time

program, folder, today, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
sizes = sys.argv[5:]
cores = len(os.sched_getaffinity(0))

def once(command):
    """Wall seconds, processor seconds and peak memory in MB of one run."""
    with open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=nothing, stderr=nothing, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

def interleaved(commands):
    found = [[] for _ in commands]
    for command in commands:
        once(command)
    for _ in range(runs):
        for at, command in enumerate(commands):
            found[at].append(once(command))
    return [tuple(statistics.median(column) for column in zip(*rows)) for rows in found], found

def ratio(mine, other, what=0):
    """The median of the ratios of neighbours, which a machine that slows down moves least."""
    return statistics.median(a[what] / b[what] for a, b in zip(mine, other))

def asks(size):
    return {"small": 1_000, "middle": 10_000, "hundred": 100_000, "large": 1_000_000}[size]

def askbook(size, *arguments):
    return [program, "--notebook", f"{folder}/{size}", "--today", today, *arguments]

def version(name, *arguments):
    if shutil.which(name) is None:
        return None
    try:
        run = subprocess.run([name, *(arguments or ["--version"])], capture_output=True, text=True, timeout=60)
        return (run.stdout or run.stderr).strip().splitlines()[0]
    except Exception:
        return None

print(f"{cores} cores, {runs} runs each, medians, runs of a row interleaved\n")
peers = {name: version(name, *more) for name, more in
         {"rg": [], "hledger": [], "hugo": ["version"], "jrnl": [], "bean-check": []}.items()}
for name, found in peers.items():
    print(f"- {name}: {found or 'not here'}")
print(f"- askbook: {version(program)}, {os.path.getsize(program) / 1e6:.1f} MB\n")

if peers["rg"]:
    print("| corpus | command | wall s | cpu s | peak MB | `rg -c '#ask'` wall s | ratio of wall |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        rg = ["rg", "-c", "#ask", f"{folder}/{size}/journal"]
        for command in (["report"], ["list", "--format", "ids"]):
            (mine, theirs), all_runs = interleaved([askbook(size, *command), rg])
            print(f"| {size} | `{' '.join(command)}` | {mine[0]:.3f} | {mine[1]:.3f} | {mine[2]:.0f} | {theirs[0]:.3f} "
                  f"| {ratio(*all_runs):.2f} |", flush=True)
    print()

print("| corpus | way | wall s | cpu s |\n|---|---|---|---|")
for size in sizes:
    ways = {"one thread": ["--threads", "1"], "one thread, `--no-fast-path`": ["--threads", "1", "--no-fast-path"]}
    medians, _ = interleaved([askbook(size, "report", *way) for way in ways.values()])
    for name, (wall, cpu, _) in zip(ways, medians):
        print(f"| {size} | {name} | {wall:.3f} | {cpu:.3f} |", flush=True)
print()

print("| command | " + " | ".join(f"{size}, cpu s" for size in sizes) + " | growth for 10 times the asks |")
print("|---|" + "---|" * (len(sizes) + 1))
for command in (["report"], ["list", "--format", "ids"], ["check"]):
    cpu = [interleaved([askbook(size, *command)])[0][0][1] for size in sizes]
    growth = ", ".join(f"{b / a:.1f}" for a, b in zip(cpu, cpu[1:]))
    print(f"| `{' '.join(command)}` | " + " | ".join(f"{seconds:.3f}" for seconds in cpu) + f" | {growth} |", flush=True)
print()

empty = f"{folder}/empty"
os.makedirs(empty, exist_ok=True)
open(f"{empty}/askbook.toml", "a").close()
medians, _ = interleaved([[program, "--version"], [program, "--notebook", empty, "report"]])
print("| start-up | wall ms |\n|---|---|")
for name, (wall, *_ ) in zip(("`--version`", "`report` on an empty notebook"), medians):
    print(f"| {name} | {wall * 1000:.1f} |")
print()

if peers["hledger"]:
    # As many transactions as there are asks, one a line and its two postings.
    ledger = f"{folder}/middle.journal"
    with open(ledger, "w") as out:
        for at in range(asks("middle")):
            out.write(f"{2016 + at // 1000}-{at % 12 + 1:02}-{at % 28 + 1:02} ask {at}\n  asked:job  1\n  open\n\n")
    (mine, theirs), all_runs = interleaved([askbook("middle", "report"), ["hledger", "-f", ledger, "balance"]])
    print(f"| hledger's balance, 10,000 | {theirs[0]:.3f} s | askbook report | {mine[0]:.3f} s | ratio {ratio(*all_runs):.3f} |\n")
PYTHON
