"""Adds up the JUnit reports of several pytest runs and prints the one line that continuous integration reads.

    python tests/ground/tally.py FAILED-CHECKS REPORT.xml ...

A check that is no test (ruff, mypy ...) and failed counts as one failure; so does a run that left no report, for
otherwise a run that crashed would look like one without failures.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


def tally(failed_checks: int, reports: list[Path]) -> str:
    """Return `N passed, N failed`, with `, N skipped` if any test was left out."""
    passed, failed, skipped = 0, failed_checks, 0
    for report in reports:
        suites = list(ElementTree.parse(report).iter("testsuite")) if report.exists() else []
        if not suites:
            failed += 1
        for suite in suites:
            tests, bad, left_out = (
                sum(int(suite.get(name, 0)) for name in names)
                for names in (("tests",), ("failures", "errors"), ("skipped",))
            )
            passed += max(tests - bad - left_out, 0)
            failed += bad
            skipped += left_out
    return f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")


if __name__ == "__main__":
    print(tally(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
