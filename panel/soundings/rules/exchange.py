"""The JSON lines in which counts and positions are handed to the measure, and in which it answers. Pure.

A line is an object with `constituencies` (code -> how many are eligible) and one of

- `counts`: code -> `agree`, `live`, `concern`, `pass`, all four. A constituency left out is silent.
- `positions`: a list of `delegation`, `constituency`, `position`, `at`, and if need be `seq` and `version`. `position`
  is one of the four, or `withdrawn`. `at` is an instant in ISO 8601 (UTC unless it says otherwise) or a whole number.
  With `version` only positions on that version count, without it those on the latest; a position that names none is on
  whichever counts. With `as_at` only those given by then.
- `board`: id -> the counts of that statement, or an object with its own `counts` or `positions`. Answers the ranking.

Whatever else a line holds is ignored; a line that repeats a key, or is not of this shape, is refused. In the answer
`represented`, `heard` and `accepts` count constituencies, `concerns` counts delegations. Fractions are written `a/b` in
lowest terms. `score` is rounded to six decimals, half to even, from the exact product; it is 0 where
no constituency is represented. `spread` is `0/1` where none is heard.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from panel.soundings.rules.counts import POSITIONS, WITHDRAWN, Counts
from panel.soundings.rules.measure import Convergence, measure, rank
from panel.soundings.rules.standing import Given, count, standing

MOST: Final = 10**9
"""The largest count: more delegations than that are a mistake."""
MOST_CONSTITUENCIES: Final = 250
"""More are a mistake, too; and Python writes no number of over 4,300 digits, which their product could have."""
LONGEST_CODE: Final = 200
_FARTHEST: Final = 2**63
_WITHDRAWALS: Final = (WITHDRAWN, "withdraw", "withdrawal", None)
_HALF: Final = re.compile("[\ud800-\udfff]")  # half of a pair, which is no character
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Malformed(ValueError):
    """A line is not of the shape above. The message says where and why, in English: it is for programs' authors."""


def answer(line: bytes) -> dict[str, Any]:
    """Return the answer to one line: what the measure says, or a board's ranking. Raises `Malformed`."""
    request = _object(_parsed(line), "a line")
    eligible = _eligible(request.get("constituencies"))
    if "board" in request:
        board = _object(request["board"], "board")
        return {"ranking": rank({_code(id): _statement(entry, eligible) for id, entry in board.items()})}
    return written(_measured(request, eligible))


def written(found: Convergence) -> dict[str, Any]:
    """Return a result as it is written to a line."""
    return {
        "class": found.class_,
        "represented": found.represented,
        "heard": found.heard,
        "accepts": found.accepts,
        "concerns": found.concerns,
        "product": fraction(found.product),
        "score": float(found.score),
        "weakest": list(found.weakest),
        "spread": fraction(found.spread),
        "margin": found.margin,
        "constituencies": {
            code: {"stance": cell.stance, "p": fraction(cell.p), **cell.counts.as_mapping()}
            for code, cell in found.cells.items()
        },
    }


def fraction(number: Fraction) -> str:
    """Return `a/b` in lowest terms, also for a whole number."""
    return f"{number.numerator}/{number.denominator}"


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(
            line.decode("utf-8"), object_pairs_hook=_without_repetition, parse_constant=_no_number
        )
    except Malformed:
        raise
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8") from error
    except RecursionError as error:
        raise Malformed("nested too deeply") from error
    except ValueError as error:  # not JSON, or a number of thousands of digits
        raise Malformed("not JSON") from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise Malformed("a key is there twice")
    return held


def _no_number(constant: str) -> None:
    raise Malformed(f"{constant} is not a number in JSON")


def _measured(request: Mapping[str, Any], eligible: Mapping[str, int]) -> Convergence:
    if ("counts" in request) == ("positions" in request):
        raise Malformed("give either counts or positions")
    if "counts" in request:
        return measure(eligible, _counts(request["counts"], eligible))
    return measure(eligible, _counted(request, eligible))


def _statement(entry: Any, eligible: Mapping[str, int]) -> Convergence:
    entry = _object(entry, "a statement of the board")
    if ("counts" in entry or "positions" in entry) and not entry.keys() & eligible.keys():
        own = _eligible(entry["constituencies"]) if "constituencies" in entry else eligible
        return _measured(entry, own)
    return measure(eligible, _counts(entry, eligible))


def _eligible(given: Any) -> dict[str, int]:
    given = _object(given, "constituencies")
    if len(given) > MOST_CONSTITUENCIES:
        raise Malformed(f"more than {MOST_CONSTITUENCIES} constituencies")
    return {_code(code): _number(number, "constituencies") for code, number in given.items()}


def _counts(given: Any, eligible: Mapping[str, int]) -> dict[str, Counts]:
    counts = {}
    for code, cell in _object(given, "counts").items():
        if code not in eligible:
            raise Malformed("counts name a constituency that is not among the constituencies")
        cell = _object(cell, "the counts of a constituency")
        if cell.keys() != POSITIONS.keys():
            raise Malformed("the counts of a constituency are agree, live, concern and pass")
        counts[code] = Counts(*(_number(cell[position], position) for position in POSITIONS))
    return counts


def _counted(request: Mapping[str, Any], eligible: Mapping[str, int]) -> dict[str, Counts]:
    if not isinstance(request["positions"], list):
        raise Malformed("positions is not a list")
    as_at = None if request.get("as_at") is None else _moment(request["as_at"])
    moments, positions = [], []
    for one in request["positions"]:
        one = _object(one, "a position")
        if _code(one.get("constituency")) not in eligible:
            raise Malformed("a position names a constituency that is not among the constituencies")
        moments.append(_moment(one.get("at")))
        positions.append((one, moments[-1][1]))
    if len({kind for kind, _ in moments + ([as_at] if as_at else [])}) > 1:
        raise Malformed("instants and whole numbers cannot be ordered among each other")
    until = as_at[1] if as_at else None
    named = [
        _number(one["version"], "version")
        for one, at in positions
        if one.get("version") is not None and (until is None or at <= until)
    ]
    asked = request.get("version")
    version = max(named, default=1) if asked is None else _number(asked, "version")
    given = [_given(one, at, version) for one, at in positions]
    held = standing(given, version=version, as_at=until)
    return count((one.constituency, one.position) for one in held.values())


def _given(one: Mapping[str, Any], at: int, version: int) -> Given:
    position = one.get("position", "")
    if position in _WITHDRAWALS:
        position = WITHDRAWN
    elif not isinstance(position, str) or position not in POSITIONS:
        raise Malformed("a position is agree, live, concern, pass or withdrawn")
    return Given(
        delegation=_code(one.get("delegation")),
        constituency=one["constituency"],
        position=position,
        at=at,
        seq=0 if one.get("seq") is None else _number(one["seq"], "seq", most=_FARTHEST),
        version=version if one.get("version") is None else _number(one["version"], "version"),
    )


def _moment(given: Any) -> tuple[type, int]:
    """Return the kind of an instant and a whole number that orders it among those of its kind."""
    if isinstance(given, str):
        try:
            moment = datetime.fromisoformat(given)
        except ValueError as error:
            raise Malformed("an instant is not in ISO 8601") from error
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return str, (moment - _START) // timedelta(microseconds=1)
    return int, _number(given, "at", most=_FARTHEST)


def _object(given: Any, what: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Malformed(f"{what} is not an object")
    return given


def _code(given: Any) -> str:
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_CODE or _HALF.search(given):
        raise Malformed(f"a code or id is a text of 1 to {LONGEST_CODE} characters")
    return given


def _number(given: Any, what: str, most: int = MOST) -> int:
    if type(given) is not int or not 0 <= given <= most:
        raise Malformed(f"{what}: not a whole number from 0 to {most}")
    return given
