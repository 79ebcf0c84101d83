"""What was examined before in this run, by whichever of its processes."""

import fcntl
import json
from collections.abc import Iterable
from pathlib import Path


class Known:
    """Kinds of one thing that pages are made of, kept in a file that all examiners add lines to.

    Two who meet a kind at the same moment both examine it; a kind is known when it was.
    """

    folder: Path  # of this run; the browser's conftest says which

    def __init__(self, name: str) -> None:
        self.name = name
        self.kinds: set[str] = set()
        self.read_to = 0

    def fresh(self, met: Iterable[str]) -> list[str]:
        """The kinds among these that nobody has examined."""
        path = self.folder / self.name
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                fcntl.flock(lines, fcntl.LOCK_SH)
                lines.seek(self.read_to)
                self.kinds.update(map(json.loads, lines.readlines()))
                self.read_to = lines.tell()
        return sorted(set(met) - self.kinds)

    def add(self, examined: Iterable[str]) -> None:
        with (self.folder / self.name).open("a", encoding="utf-8") as lines:
            fcntl.flock(lines, fcntl.LOCK_EX)
            lines.writelines(f"{json.dumps(kind)}\n" for kind in examined)
