"""`danvan` and `python -m danvan_desktop`: a command when one is given, else the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from danvan_desktop.cli import main as cli
from danvan_desktop.errors import UserError
from danvan_desktop.word import page_process
from danvan_desktop.wording import say


def main() -> None:
    """Run and leave with the exit code of DESIGN §5."""
    if sys.argv[1:2] == [page_process.FLAG]:
        # The packaged program is its own helper: it has no other Python to lay out pages with.
        from danvan_desktop.word import page_server

        sys.exit(page_server.main())
    sys.exit(cli.run(sys.argv[1:], start_window))


def start_window(data_dir: Path | None) -> int:
    """Open the window. Raises UserError where there is no screen or no Qt to open it with."""
    screenless = sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )
    if screenless:
        raise UserError(say("cli.no_screen"), say("cli.no_screen_advice"))
    try:
        from danvan_desktop import app
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        raise UserError(say("cli.no_qt"), say("cli.no_qt_advice")) from error
    return app.run(data_dir, sys.argv[:1])


if __name__ == "__main__":
    main()
