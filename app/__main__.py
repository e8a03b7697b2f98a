"""python -m app …: runs one command; a mistake of the user's ends in one sentence on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # before numpy loads: several threads a process make every request wait

from app.cli.parser import build_parser
from app.errors import LoupeError

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 for success, 1 for a refusal, 2 for a command that was not understood."""
    parsed = build_parser().parse_args(arguments)
    try:
        return parsed.run(parsed) or 0
    except LoupeError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read the output has gone; say nothing
    except OSError as error:
        print(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.", file=sys.stderr)
    except _database_errors() as error:
        print(f"The database cannot be used: {str(error.orig).strip().splitlines()[0]}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


def _database_errors() -> type[DatabaseError]:
    from sqlalchemy.exc import DatabaseError  # only now, so that --help need not wait for it

    return DatabaseError


if __name__ == "__main__":
    sys.exit(main())
