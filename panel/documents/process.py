"""Running a compiler beside this process, with nothing but what it is given and for no longer than a minute."""

import subprocess
from collections.abc import Sequence
from typing import Final

SECONDS: Final = 60


def output(command: Sequence[str], given: bytes = b"") -> bytes:
    """Return what `command` writes to its standard output when it reads `given`.

    Raises `subprocess.CalledProcessError`, with what the program said as a note, when it fails, and
    `subprocess.TimeoutExpired` when it has not finished after `SECONDS`. The environment is empty but for the
    encoding: neither a locale nor a setting of the machine finds its way into a document.
    """
    try:
        return subprocess.run(
            command, input=given, capture_output=True, check=True, timeout=SECONDS, env={"LC_ALL": "C.UTF-8"}
        ).stdout
    except subprocess.CalledProcessError as error:
        error.add_note(error.stderr.decode(errors="replace"))
        raise
