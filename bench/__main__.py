"""How fast the blog is, side by side with what could not be faster: `make bench`."""

import argparse
import json
import signal
import sys
import tempfile
from pathlib import Path

from bench import machine
from bench.chart import chart
from bench.figures import Results
from bench.plan import QUICK, Plan
from bench.report import report
from bench.suite import Suite

RESULTS = Path(__file__).with_name("results")
LAST_LINES = 40


def main() -> int:
    options = asked()
    if missing := machine.what_is_missing():
        sys.exit(f"The benchmark can't run here: {missing}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Told to stop."))
    with tempfile.TemporaryDirectory(prefix="bitacora-bench-") as folder:
        results = measure(options, Path(folder))
    write(results, options.results)
    return 0


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="to try it: the figures mean little")
    parser.add_argument("--large", type=Path, help="a database that bench.seed filled before")
    parser.add_argument("--first-port", type=int, default=8350, help="the others follow it")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where tables and chart go")
    return parser.parse_args()


def measure(options: argparse.Namespace, folder: Path) -> Results:
    """Run the suite; where it breaks off, show what the servers said."""
    suite = Suite(QUICK if options.quick else Plan(), folder, options.first_port)
    try:
        return suite.run(options.large)
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    except Exception:
        log = suite.servers.log()
        lines = log.read_text().splitlines() if log.exists() else []
        print("", *lines[-LAST_LINES:], sep="\n", file=sys.stderr)
        raise


def write(results: Results, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = report(results)
    (folder / "table.md").write_text(text)
    (folder / "chart.svg").write_text(chart(results))
    outcomes = (results.ready, results.few, results.first, results.reading)
    raw = [line for outcome in outcomes for line in outcome.raw()]
    (folder / "rounds.json").write_text("[\n" + ",\n".join(map(json.dumps, raw)) + "\n]\n")
    print(f"\n{text}\nWritten to {folder}.")


if __name__ == "__main__":
    sys.exit(main())
