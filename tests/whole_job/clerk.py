"""A clerk at a virtual screen: real keys and a real mouse, sent by xdotool to a window under Xvfb."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PATIENCE = 20.0
_HERE = Path(__file__).parent


class Screen:
    """A virtual screen whose keyboard has a key for every Vietnamese letter.

    xdotool otherwise lends one spare key to each letter as it types, faster than the window learns of it,
    and letters are lost. `-noreset` keeps the keys between its calls.
    """

    def __init__(self, size: str = "1366x768") -> None:
        reader, writer = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-noreset", "-screen", "0", f"{size}x24"],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        with os.fdopen(reader) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self._give_keys()
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _give_keys(self) -> None:
        pairs = [(char, char.upper()) for char in _vietnamese_letters()] + [("“", "”"), ("–", "…")]
        spare = [code for code in range(136, 255) if code not in range(203, 208)]
        lines = [
            f"keycode {code} = U{ord(plain):04X} U{ord(shifted):04X}"
            for code, (plain, shifted) in zip(spare, pairs, strict=False)
        ]
        subprocess.run(["xmodmap", "-"], input="\n".join(lines), text=True, check=True, env=self.environment)

    def picture(self, target: Path) -> None:
        """Save what the screen shows."""
        subprocess.run(
            ["import", "-window", "root", str(target)], check=True, env=self.environment, timeout=20
        )

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)


class Clerk:
    """Opens the program on a data folder and works in it."""

    def __init__(self, screen: Screen, data_dir: Path, home: Path) -> None:
        self._screen = screen
        environment = {**screen.environment, "HOME": str(home), "XDG_DOCUMENTS_DIR": str(home)}
        self._program = subprocess.Popen(
            [sys.executable, str(_HERE / "driven_window.py"), str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def see(self, **question: Any) -> Any:
        """What the window answers about one of its widgets."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(question) + "\n")
        self._program.stdin.flush()
        answer = self._program.stdout.readline()
        assert answer, "the program ended"
        found = json.loads(answer)
        failed = found.get("failed") if isinstance(found, dict) else None
        assert not failed, f"asked for {question}: {failed}"
        return found

    def wait_for(self, name: str, **question: Any) -> dict[str, Any]:
        """The widget once it is on the screen and can be used."""
        return self.until(
            lambda: (
                (w := self.see(name=name, **question)) and w["width"] > 0 and w.get("enabled", True) and w
            ),
            f"{name} {question or ''} on the screen",
        )

    def until(self, holds: Callable[[], Any], what: str) -> Any:
        """Wait until something holds."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = holds()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited {_PATIENCE:.0f} s for: {what}")

    def click(self, name: str, **question: Any) -> None:
        """Click in the middle of what can be seen of the widget, once it stands still."""
        self.bring_into_view(name, **question)
        place = self.wait_for(name, **question)
        while (again := self.wait_for(name, **question)) != place:
            place = again
        self._xdotool(
            "mousemove",
            str(place["x"] + place["width"] // 2),
            str(place["y"] + place["height"] // 2),
            "click",
            "1",
        )

    def bring_into_view(self, name: str, within: str = "", **question: Any) -> None:
        """Turn the wheel over the list, or over the form, until what is asked for can be seen."""
        around = within or (name if "entry" in question else "form_area")
        for wheel in ("5", "4"):
            for _ in range(40):
                seen = self.see(name=name, **question)
                if not seen or (seen["width"] > 0 and seen["height"] >= min(seen["whole_height"], 12)):
                    return
                area = self.see(name=around)
                if not area:
                    return
                middle = str(area["x"] + area["width"] // 2), str(area["y"] + area["height"] // 2)
                self._xdotool("mousemove", *middle, "click", wheel)
                time.sleep(0.05)

    def choose(self, name: str, number: int) -> None:
        """Open a list of choices and take the one at `number`, from 0."""
        self.click(name)
        self.until(lambda: self.see(popup=1), f"the choices of {name}")
        self.press("Home", *["Down"] * number, "Return")
        self.until(lambda: not self.see(popup=1), f"a choice of {name} made")

    def double_click(self, name: str, **question: Any) -> None:
        self.click(name, **question)
        self._xdotool("click", "--repeat", "1", "1")

    def focus_on(self, name: str, **question: Any) -> None:
        """Click the field, again if the window was not ready, and see that it took the keyboard."""

        def clicked_in() -> bool:
            self.click(name, **question)
            time.sleep(0.1)
            focus = self.see(focus=1)
            return bool(focus and focus["name"] == name)

        self.until(clicked_in, f"the keyboard in {name}")

    def type(self, text: str) -> None:
        """Type letter by letter; a newline is the Enter key."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            if line:
                self._xdotool("type", "--delay", "2", line)

    def press(self, *keys: str) -> None:
        """Press keys by name, such as 'ctrl+Return'."""
        self._xdotool("key", "--delay", "20", *keys)

    def fill(self, name: str, text: str, **question: Any) -> None:
        """Replace what a field holds, and see that every letter arrived."""
        self.focus_on(name, **question)
        self.press("ctrl+a")
        self.type(text)
        self.reads(text)

    def reads(self, text: str) -> None:
        """See that the field with the keyboard holds `text`."""
        self.until(lambda: self.see(focus=1)["text"] == text, f"the field to read {text[:40]!r}")

    def leave(self) -> int:
        """Close the window as Alt+F4 does and wait for the program to end."""
        self.press("ctrl+q")
        return self.ended()

    def ended(self) -> int:
        """The exit code of the program, once it has ended by itself."""
        return self._program.wait(timeout=_PATIENCE)

    def kill(self) -> None:
        self._program.kill()
        self._program.communicate(timeout=10)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, env=self._screen.environment, timeout=120)


def _vietnamese_letters() -> list[str]:
    letters = ["đ"]
    for base in "aăâeêioôơuưy":
        marked = [unicodedata.normalize("NFC", base + mark) for mark in "\u0300\u0309\u0303\u0301\u0323"]
        letters += [char for char in (base, *marked) if ord(char) > 127]
    return letters
