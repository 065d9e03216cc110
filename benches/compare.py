"""The tables of docs/performance.md, printed as Markdown. Run by compare.sh."""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

ASKS = {"small": 1_000, "middle": 10_000, "hundred": 100_000, "large": 1_000_000}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("program", "floor", "today", "folder"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("sizes", nargs="+", choices=ASKS)
    return parser.parse_args()


given = arguments()
state = tempfile.mkdtemp(prefix="askbook-state-")
environment = dict(os.environ, ASKBOOK_STATE=state, NO_COLOR="1")


def once(command, where=None):
    """Wall seconds, processor seconds and peak memory in MB of one run."""
    with open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=nothing, stderr=nothing, stdin=subprocess.DEVNULL, cwd=where, env=environment
        )
        _, _, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = 0
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def interleaved(commands, runs=None, where=None):
    """The medians of each command, and all its runs."""
    found = [[] for _ in commands]
    for command in commands:
        once(command, where)
    for _ in range(runs or given.runs):
        for at, command in enumerate(commands):
            found[at].append(once(command, where))
    return [tuple(statistics.median(column) for column in zip(*rows)) for rows in found], found


def ratio(mine, other, what=0):
    """The median of the ratios of neighbours, which a machine that slows down moves least."""
    return statistics.median(a[what] / b[what] for a, b in zip(mine, other))


def askbook(notebook, *typed):
    return [given.program, "--notebook", f"{given.folder}/{notebook}", "--today", given.today, *typed]


def version(name, *typed):
    """The first line in which a version stands; none where the program is not here."""
    if shutil.which(name) is None:
        return None
    try:
        run = subprocess.run([name, *(typed or ["--version"])], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = [line.strip() for line in run.stdout.splitlines() if re.search(r"\d\.\d", line)]
    return lines[0] if lines else "here"


def peak(command):
    """Peak memory in MB. A process begins with the memory of the one that starts it: that has to be a small one."""
    timer = shutil.which("time")
    if timer is None:
        return once(command)[2]
    with tempfile.NamedTemporaryFile() as told:
        once([timer, "-q", "-f", "%M", "-o", told.name, *command])
        return int(told.read().split()[-1]) / 1024


def table(*heads):
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)


def notebook(name, pages):
    """Makes a notebook of `pages`, by their paths, if it is not there yet."""
    if not os.path.isdir(f"{given.folder}/{name}"):
        write(f"{given.folder}/{name}/askbook.toml", "")
        for path, text in pages:
            write(f"{given.folder}/{name}/journal/{path}", text)
    return name


def against_rg():
    table("corpus", "command", "wall s", "cpu s", "peak MB", "`rg -c '#ask'` wall s", "ratio of wall")
    for size in given.sizes:
        rg = ["rg", "-c", "#ask", f"{given.folder}/{size}/journal"]
        for command in (["report"], ["list", "--format", "ids"]):
            (mine, theirs), runs = interleaved([askbook(size, *command), rg])
            row(size, f"`{' '.join(command)}`", f"{mine[0]:.3f}", f"{mine[1]:.3f}", f"{peak(askbook(size, *command)):.1f}",
                f"{theirs[0]:.3f}", f"{ratio(*runs):.2f}")
    print()


def against_floor():
    table("corpus", "one thread: `report` cpu s", "`--no-fast-path` cpu s", "pulldown-cmark alone cpu s",
          "every byte read cpu s", "ratio to pulldown-cmark")
    for size in given.sizes:
        journal = f"{given.folder}/{size}/journal"
        medians, runs = interleaved([
            askbook(size, "report", "--threads", "1"),
            askbook(size, "report", "--threads", "1", "--no-fast-path"),
            [given.floor, "markdown", journal],
            [given.floor, "bytes", journal],
        ])
        row(size, *(f"{median[1]:.3f}" for median in medians), f"{ratio(runs[0], runs[2], 1):.2f}")
    print()


def growth():
    table("command", *(f"{size}, cpu s" for size in given.sizes), "growth for 10 times the asks")
    out = tempfile.mkdtemp(prefix="askbook-site-")
    commands = {
        "report": ["report"],
        "list --format ids": ["list", "--format", "ids"],
        "check": ["check"],
        "site": ["site", "--accept", "--out", f"{out}/site"],
    }
    for name, command in commands.items():
        runs = {size: 1 if size == "large" else min(given.runs, 3) for size in given.sizes}
        cpu = [interleaved([askbook(size, *command)], runs=runs[size])[0][0][1] for size in given.sizes]
        # Corpora of one number of files have ten times the asks in each; the first three have them in ten times the files.
        grown = ", ".join(f"{after / before:.1f}" for before, after in zip(cpu, cpu[1:]))
        row(f"`{name}`", *(f"{seconds:.3f}" for seconds in cpu), grown)
    shutil.rmtree(out, ignore_errors=True)
    print()


def without_front_matter(text):
    for fence in ("---\n", "+++\n"):
        if text.startswith(fence):
            return text.split(fence, 2)[2]
    return text


def one_file(most):
    """Pages of the largest corpus as many files, and as one."""
    size = given.sizes[-1]
    names = [f"one-{most}", f"many-{most}"]
    if not os.path.isdir(f"{given.folder}/{names[1]}"):
        pages, length = [], 0
        for folder, _, files in sorted(os.walk(f"{given.folder}/{size}/journal")):
            for file in sorted(files):
                if length < most:
                    with open(f"{folder}/{file}") as page:
                        text = without_front_matter(page.read())
                    day = file.removesuffix(".md")
                    # In one file a page's day is its heading's.
                    pages.append((file, text if text.lstrip().startswith(f"# {day}") else f"# {day}\n\n{text}"))
                    length += len(text.encode())
        notebook(names[0], [("all.md", "\n".join(text for _, text in pages))])
        notebook(names[1], pages)
    (one, many), runs = interleaved([askbook(name, "report") for name in names], runs=min(given.runs, 3))
    table("the same text", "wall s", "cpu s", "peak MB")
    megabytes = most // 1_000_000
    peaks = [peak(askbook(name, "report")) for name in names]
    row(f"one file of {megabytes} MB", f"{one[0]:.2f}", f"{one[1]:.2f}", f"{peaks[0]:.0f}")
    row("as many files", f"{many[0]:.2f}", f"{many[1]:.2f}", f"{peaks[1]:.0f}")
    row("ratio", f"{ratio(*runs):.2f}", f"{ratio(*runs, 1):.2f}", f"{peaks[0] / peaks[1]:.2f}")
    print()


def worst_cases():
    def day(at):
        return f"{2016 + at // 3360 % 10}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}"

    cases = {
        "asks to one who": lambda n: [("a.md", "".join(f"- {day(at)} #ask Tea @acme\n" for at in range(n)))],
        "answers to one who": lambda n: [("a.md", "".join(
            f"- {day(at)} #ask Tea {at} @acme\n- {day(at)} #no @acme\n" for at in range(n // 2)))],
        "unknown ids": lambda n: [("a.md", "".join(f"- {day(at)} #no re:nobody{at}\n" for at in range(n)))],
        "steps of one ask": lambda n: [("a.md", "- 2016-01-01 #ask Tea ^tea\n" + "".join(
            f"- {day(at)} #step re:tea\n" for at in range(n)))],
        "files with one record each": lambda n: [
            (f"{at // 1000}/{at}.md", f"- {day(at)} #ask Tea {at} #job\n") for at in range(n)],
        "list levels": lambda n: [("a.md", "- " * (n // 10) + "2016-01-01 #ask Tea\n")],
    }
    table("worst case", "of 10 000, cpu s", "of 100 000, cpu s", "growth")
    for name, pages in cases.items():
        seconds = []
        for number in (10_000, 100_000):
            made = notebook(f"worst-{name.replace(' ', '-')}-{number}", pages(number))
            seconds.append(interleaved([askbook(made, "check")], runs=3)[0][0][1])
        shown = name if name != "list levels" else "list levels (1 000 and 10 000)"
        row(shown, f"{seconds[0]:.3f}", f"{seconds[1]:.3f}", f"{seconds[1] / seconds[0]:.1f}")
    print()


def start_up():
    empty = notebook("empty", [])
    commands = {"`--version`": [given.program, "--version"], "`report` on an empty notebook": askbook(empty, "report")}
    medians, _ = interleaved(list(commands.values()))
    table("start-up", "wall ms", "peak MB")
    for (name, command), (wall, *_) in zip(commands.items(), medians):
        row(name, f"{wall * 1000:.1f}", f"{peak(command):.1f}")
    print()


def against_hugo(middle):
    project = f"{given.folder}/hugo"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(f"{given.folder}/{middle}/journal", f"{project}/content")
    write(f"{project}/hugo.toml", 'baseURL = "http://localhost/"\ntitle = "plain"\n'
          'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n')
    write(f"{project}/layouts/_default/single.html", "<html><body>{{ .Content }}</body></html>\n")
    write(f"{project}/layouts/_default/list.html",
          '<html><body>{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</body></html>\n')
    out = tempfile.mkdtemp(prefix="askbook-site-")
    kinds = {"site": ["site", "--accept"], "site --private": ["site", "--private"]}
    table("site of 10 000 asks", "wall s", "cpu s", "peak MB", "wall to Hugo's", "cpu to Hugo's", "memory to Hugo's")
    for at, (name, command) in enumerate(kinds.items()):
        fresh = ["sh", "-c", 'rm -rf "$0"; exec "$@"']
        build = askbook(middle, *command, "--out", f"{out}/{at}")
        mine = [*fresh, f"{out}/{at}", *build]
        hugo = [*fresh, f"{project}/public", "hugo", "--quiet", "--source", project]
        (ours, theirs), runs = interleaved([mine, hugo])
        peaks = [peak(build), peak(hugo[4:])]
        row(f"`{name}`", f"{ours[0]:.3f}", f"{ours[1]:.3f}", f"{peaks[0]:.0f}",
            *(f"{ratio(*runs, what):.2f}" for what in range(2)), f"{peaks[0] / peaks[1]:.2f}")
    row("Hugo, plain pages", f"{theirs[0]:.3f}", f"{theirs[1]:.3f}", f"{peaks[1]:.0f}", 1, 1, 1)
    shutil.rmtree(out, ignore_errors=True)
    print()


def against_ledgers(middle):
    """Programs of plain text that keep something else, with as many entries as there are asks."""
    number = ASKS[middle]
    files = tempfile.mkdtemp(prefix="askbook-peers-")
    days = [f"{2016 + at // 1000}-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(number)]
    days.sort()
    rows = []
    if peers["hledger"]:
        write(f"{files}/all.journal", "".join(
            f"{day} ask {at}\n  asked:job  1\n  open\n\n" for at, day in enumerate(days)))
        rows.append(("hledger's balance", ["hledger", "-f", f"{files}/all.journal", "balance"]))
    if peers["bean-check"]:
        write(f"{files}/all.beancount", "1970-01-01 open Expenses:Job\n1970-01-01 open Equity:Open\n\n" + "".join(
            f'{day} * "ask {at}"\n  Expenses:Job  1 USD\n  Equity:Open\n\n' for at, day in enumerate(days)))
        rows.append(("bean-check", ["bean-check", "--no-cache", f"{files}/all.beancount"]))
    if peers["jrnl"]:
        write(f"{files}/jrnl.txt", "".join(
            f"[{day} 09:00] Asked {at}. @job @acme{at % 50}\nAnd some words.\n\n" for at, day in enumerate(days)))
        write(f"{files}/jrnl.yaml", f"journals:\n  default:\n    journal: {files}/jrnl.txt\n"
              "tagsymbols: '@'\ndefault_hour: 9\ndefault_minute: 0\ntimeformat: '%Y-%m-%d %H:%M'\n"
              "linewrap: 79\nencrypt: false\neditor: ''\nhighlight: true\ntemplate: false\nversion: v4.0\n")
        rows.append(("jrnl's tags", ["jrnl", "--config-file", f"{files}/jrnl.yaml", "--tags"]))
    if rows:
        table("10 000 entries", "wall s", "askbook report, wall s", "askbook's to theirs")
    for name, command in rows:
        (mine, theirs), runs = interleaved([askbook(middle, "report"), command], runs=min(given.runs, 3))
        row(name, f"{theirs[0]:.3f}", f"{mine[0]:.3f}", f"{ratio(*runs):.3f}")
    if rows:
        row("klog, as quoted by others", "0.10", "", "")
    shutil.rmtree(files, ignore_errors=True)
    print()


peers = {name: version(name, *typed) for name, typed in
         {"rg": [], "hugo": ["version"], "hledger": [], "jrnl": [], "bean-check": []}.items()}
print(f"{len(os.sched_getaffinity(0))} cores, medians of {given.runs} runs, the runs of a row in turn\n")
for name, found in peers.items():
    print(f"- {name}: {found or 'not here'}")
print(f"- askbook: {version(given.program)}, {os.path.getsize(given.program) / 1e6:.1f} MB\n", flush=True)

if peers["rg"]:
    against_rg()
against_floor()
start_up()
if "middle" in given.sizes and peers["hugo"]:
    against_hugo("middle")
if "middle" in given.sizes:
    against_ledgers("middle")
worst_cases()
one_file(300_000_000 if "large" in given.sizes else 30_000_000)
growth()
shutil.rmtree(state, ignore_errors=True)
