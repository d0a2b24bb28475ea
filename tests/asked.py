"""Asks questions under watch, in a process of its own: what `test_purity.py` runs.

Facts come as JSON lines `{"ask", "facts"}` on stdin; the answers go to stdout, and what was touched on the way to them to stderr.
"""

import decimal
import json
import os
import sys
import sysconfig
import threading
from collections.abc import Iterator, MutableMapping
from pathlib import Path

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
SILENT = ("open", "os.listdir", "os.scandir")
LOUD = (
    *("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "sqlite3.", "shutil.", "tempfile.", "webbrowser.", "ctypes.", "fcntl.", "signal."),
    *("os.chdir", "os.chmod", "os.chown", "os.exec", "os.fork", "os.kill", "os.link", "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove", "os.rename"),
    *("os.rmdir", "os.spawn", "os.symlink", "os.system", "os.truncate", "os.unsetenv", "os.utime", "os.startfile", "time.sleep"),
)
"""Events of the audit hook that a pure function never raises."""


class Watch:
    """Everything that was opened, written, started, sent, or read from the environment."""

    def __init__(self) -> None:
        self.on = False
        self.touched: set[str] = set()
        paths = sysconfig.get_paths()
        zipped = [one for one in sys.path if one.endswith(".zip")]  # where a zipped standard library would stand
        self.installed = [os.path.realpath(one) for one in (*(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")), *zipped)]

    def event(self, name: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if name in SILENT:
            path, mode, flags = (*args, None, 0)[:3]
            if isinstance(path, int):
                return
            if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & WRITES):
                self.touched.add(f"writes {path!r}")
            elif not self.inside(os.path.realpath(os.fsdecode(path or "."))):
                self.touched.add(f"reads {path!r}")
        elif name.startswith(LOUD):
            self.touched.add(f"does {name}")

    def inside(self, path: str) -> bool:
        return any(path == one or path.startswith(one + os.sep) for one in self.installed)


class Environment(MutableMapping[str, str]):
    """The environment, with a note of whoever looks into it."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.real = os.environ

    def look(self, name: object) -> None:
        if not self.watch.on:
            return
        frame = sys._getframe(2)
        while frame.f_back and frame.f_globals.get("__name__") in ("os", "collections.abc", __name__):
            frame = frame.f_back
        self.watch.touched.add(f"environment {name!s} by {frame.f_globals.get('__name__')}")

    def __getitem__(self, name: str) -> str:
        self.look(name)
        return self.real[name]

    def __setitem__(self, name: str, value: str) -> None:
        self.watch.touched.add(f"sets {name}")

    def __delitem__(self, name: str) -> None:
        self.watch.touched.add(f"deletes {name}")

    def __iter__(self) -> Iterator[str]:
        self.look("*")
        return iter(self.real)

    def __len__(self) -> int:
        self.look("*")
        return len(self.real)

    def __contains__(self, name: object) -> bool:
        self.look(name)
        return name in self.real


def main() -> None:
    """Asks everything twice, and says what was touched."""
    precision, rounding, threads = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    watch = Watch()
    package = Path(sys.argv[4])
    watch.installed.append(os.path.realpath(package))
    sys.addaudithook(watch.event)
    os.environ = Environment(watch)  # type: ignore[assignment]  # noqa: B003 - the spy stands before the real one
    lines = [json.loads(line) for line in sys.stdin]
    answers: list[list[str]] = [[""] * len(lines) for _ in range(threads)]

    def ask_all(own: list[str]) -> None:
        traps = [decimal.Inexact, decimal.Rounded] if precision < 10 else []
        decimal.setcontext(decimal.Context(prec=precision, rounding=rounding, traps=[*traps, decimal.InvalidOperation, decimal.FloatOperation]))
        from xborder.adapters.wire import ask
        from xborder.errors import FactError

        for index, one in enumerate(lines):
            for turn in (1, 2):
                try:
                    answer = json.dumps(ask(one["ask"], one["facts"]), sort_keys=True)
                except FactError as error:
                    answer = json.dumps({"error": error.to_dict()}, sort_keys=True)
                if turn == 1:
                    own[index] = answer
                elif own[index] != answer:
                    watch.touched.add(f"changes its mind on {one}")

    watch.on = True
    if threads == 1:
        ask_all(answers[0])
    else:
        crew = [threading.Thread(target=ask_all, args=(own,)) for own in answers]
        for one in crew:
            one.start()
        for one in crew:
            one.join()
    watch.on = False
    if any(own != answers[0] for own in answers):
        watch.touched.add("answers differently in another thread")
    sys.stdout.write("\n".join(answers[0]) + "\n")
    sys.stderr.write("\n".join(sorted(watch.touched)))


if __name__ == "__main__":
    main()
