"""Reads what `askbook export` wrote with DuckDB and Polars, and holds their counts against `askbook report`.

Usage: exchange.py ASKBOOK   (the program, built with --features full), with duckdb and polars installed
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb
import polars

program = str(pathlib.Path(sys.argv[1]).resolve())
root = pathlib.Path(__file__).resolve().parent.parent
book = ["--notebook", str(root / "journal-template/example"), "--today", "2026-07-06"]


def askbook(*arguments):
    return subprocess.run([program, *arguments, *book], check=True, capture_output=True, text=True).stdout


report = json.loads(askbook("report", "--format", "json"))
answers = ["yes", "partial", "no", "silence", "withdrawn"]
asks = report["asks"]
expected = {"all": asks["all"], "open": asks["open"], "overdue": asks["overdue"], "rejections": report["rejections"]}
expected |= {answer: asks[answer] for answer in answers} | {"turnarounds": asks["turnarounds"]}
checked = 0


def same(what, found):
    global checked
    assert found == expected, f"{what}\n  report: {expected}\n  found:  {found}"
    checked += 1


def by_duckdb(source):
    sums = ", ".join(f"count(*) FILTER (status = '{status}')" for status in ["open", *answers])
    row = duckdb.sql(
        f"SELECT count(*), {sums}, count(*) FILTER (overdue), count(*) FILTER (rejection), count(*) FILTER (turnaround) FROM {source}"
    ).fetchall()[0]
    names = ["all", "open", *answers, "overdue", "rejections", "turnarounds"]
    return dict(zip(names, row))


def by_polars(frame):
    found = {status: frame.filter(polars.col("status") == status).height for status in ["open", *answers]}
    found |= {"all": frame.height, "overdue": int(frame["overdue"].sum())}
    return found | {"rejections": int(frame["rejection"].sum()), "turnarounds": int(frame["turnaround"].sum())}


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    askbook("export", "--format", "parquet", "--out", str(folder / "columns"))
    askbook("export", "--format", "parquet", "--out", str(folder / "years"), "--partition", "year")
    askbook("export", "--format", "csv", "--out", str(folder / "asks.csv"))
    askbook("export", "--format", "csv", "--events", "--out", str(folder / "records.csv"))
    askbook("export", "--format", "jsonl", "--out", str(folder / "records.jsonl"))
    askbook("export", "--format", "sqlite", "--out", str(folder / "asks.db"))

    whole = f"'{folder}/columns/asks.parquet'"
    years = f"read_parquet('{folder}/years/asks/**/*.parquet', hive_partitioning = true)"
    same("DuckDB, Parquet", by_duckdb(whole))
    same("DuckDB, Parquet by year", by_duckdb(years))
    same("DuckDB, CSV", by_duckdb(f"'{folder}/asks.csv'"))
    same("Polars, Parquet", by_polars(polars.read_parquet(folder / "columns/asks.parquet")))
    same("Polars, Parquet by year", by_polars(polars.read_parquet(folder / "years/asks", hive_partitioning=True)))
    same("Polars, CSV", by_polars(polars.read_csv(folder / "asks.csv", infer_schema_length=None)))

    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {whole})").fetchall())
    for column, kind in {"date": "DATE", "days": "BIGINT", "odds": "DOUBLE", "overdue": "BOOLEAN", "title": "VARCHAR"}.items():
        assert types[column] == kind, (column, types[column])
    events = duckdb.sql(f"SELECT kind, count(*) FROM '{folder}/columns/events.parquet' GROUP BY kind").fetchall()
    listed = [json.loads(line) for line in askbook("list", "--format", "jsonl").splitlines()]
    happened = [event["kind"] for ask in listed for event in ask["events"]]
    assert dict(events) == {kind: happened.count(kind) for kind in set(happened)}, events
    orphans = f"SELECT count(*) FROM '{folder}/columns/events.parquet' WHERE ask NOT IN (SELECT ask FROM {whole})"
    assert duckdb.sql(orphans).fetchall() == [(0,)]
    for name, read in [("records.csv", "read_csv"), ("records.jsonl", "read_json")]:
        kinds = dict(duckdb.sql(f"SELECT kind, count(*) FROM {read}('{folder}/{name}') GROUP BY kind").fetchall())
        assert kinds["ask"] == asks["all"] and kinds["lesson"] == report["lessons"], (name, kinds)

    # The queries that the document shows for DuckDB run as they stand there.
    document = (root / "docs/exchange.md").read_text()
    shown = re.findall(r"```sql\n-- duckdb\n(.*?)```", document, re.S)
    assert len(shown) >= 2
    for query in shown:
        here = query.replace("'asks/**", f"'{folder}/years/asks/**").replace("'asks.parquet'", whole)
        assert duckdb.sql(here).fetchall(), query

print(f"DuckDB {duckdb.__version__} and Polars {polars.__version__} agree with the report, {checked} times over")
