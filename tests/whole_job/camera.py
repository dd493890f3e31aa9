"""Takes pictures of the real program on a virtual screen."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clerk import Clerk, Screen

_WIDTH, _HEIGHT = 1366, 768


class Camera:
    """A clerk at a screen, and where the pictures go."""

    def __init__(self, home: Path, to: Path, scale: int) -> None:
        self.home, self.data = home, home / "Báo cáo Dân vận"
        _fill_the_screen(home)
        self._to, self._scale = to, scale
        self.screen = Screen(f"{_WIDTH * scale}x{_HEIGHT * scale}")
        self.screen.environment |= {"QT_SCALE_FACTOR": str(scale), "LOGNAME": "Lê Thị Hòa"}
        self.clerk: Clerk

    @contextmanager
    def window(self, data: Path | None = None) -> Iterator[Clerk]:
        """The program on a data folder, until the block ends."""
        self.clerk = _ScaledClerk(self._scale, self.screen, data or self.data, self.home)
        try:
            yield self.clerk
        except BaseException:
            self.screen.picture(Path(tempfile.gettempdir()) / "picture-failed.png")
            raise
        finally:
            self.clerk.kill()

    def take(self, name: str, of: str = "main_window") -> None:
        """Save the window as it stands, or a dialog of it, once nothing moves on the screen any more."""
        self._point_aside()
        shot, before = self.home / "shot.png", b""
        for _ in range(20):
            time.sleep(0.4)
            self.screen.picture(shot)
            now = _pixels(shot)
            if now == before:
                break
            before = now
        place = self.clerk.see(name=of, whole=1)
        assert place, f"{of} is not on the screen"
        area = f"{place['width']}x{place['height']}+{place['x']}+{place['y']}"
        target = self._to / f"{name}.png"
        cut = ["convert", str(shot), "-crop", area, "+repage", "-strip", "-define", "png:exclude-chunks=date"]
        subprocess.run([*cut, "+dither", "-colors", "255", f"PNG8:{target}"], check=True)
        print(target.name, flush=True)

    def _point_aside(self) -> None:
        """No button looks hovered over, and no tip stands over the window."""
        corner = str(_WIDTH * self._scale - 2), str(_HEIGHT * self._scale - 2)
        subprocess.run(["xdotool", "mousemove", *corner], check=True, env=self.screen.environment)

    def call(self, words: str) -> None:
        """A command by its name, as Ctrl+K finds it."""
        self.clerk.press("ctrl+k")
        self.clerk.wait_for("command_palette")
        self.clerk.type(words)
        self.clerk.until(lambda: self.clerk.see(name="command_field")["text"] == words, "the words typed")
        self.clerk.press("Return")
        self.clerk.until(lambda: not self.clerk.see(name="command_palette"), f"{words} called")


class _ScaledClerk(Clerk):
    """Answers come in points; the mouse and the camera need pixels."""

    def __init__(self, scale: int, *given: Any) -> None:
        super().__init__(*given)
        self._scale = scale

    def see(self, **question: Any) -> Any:
        found = super().see(**question)
        if isinstance(found, dict) and "x" in found:
            for side in {"x", "y", "width", "height", "whole_height"} & set(found):
                found[side] *= self._scale
        return found


def _fill_the_screen(home: Path) -> None:
    """Settings of the window manager: the window fills the screen without a frame, dialogs keep theirs."""
    settings = Path("/etc/xdg/openbox/rc.xml").read_text(encoding="utf-8")
    rule = '<application name="*" type="normal"><decor>no</decor><maximized>yes</maximized></application>'
    target = home / ".config" / "openbox" / "rc.xml"
    target.parent.mkdir(parents=True)
    target.write_text(settings.replace("</applications>", f"{rule}</applications>"), encoding="utf-8")
    os.environ["XDG_CONFIG_HOME"] = str(home / ".config")


def _pixels(picture: Path) -> bytes:
    return subprocess.run(["convert", str(picture), "rgb:-"], check=True, capture_output=True).stdout
