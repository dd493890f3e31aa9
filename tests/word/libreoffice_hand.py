"""A hand that edits Word files in LibreOffice, without a screen.

`Hand` runs this file with the Python that has LibreOffice's `uno` (Debian: python3-uno); what imports `uno`
runs only there. A job is a list of steps, each the name of a function below and its arguments.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

Step = tuple[Any, ...]

_PATIENCE_S = 180
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data">
<prop oor:name="givenname" oor:op="fuse"><value>{author}</value></prop></item></oor:items>
"""


class Hand:
    """An editor with a name."""

    def __init__(self, soffice: str, python: str, folder: Path, author: str) -> None:
        self._command = [python, __file__, soffice, str(folder)]
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS.format(author=author), encoding="utf-8")

    def run(self, steps: list[Step]) -> None:
        """Do the steps in one LibreOffice; fails with what it said, and leaves no process behind.

        LibreOffice is a child of a child that would go on, holding our pipes: all are of one session,
        which is ended as one.
        """
        working = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            _, said = working.communicate(json.dumps(steps), timeout=_PATIENCE_S)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(working.pid, signal.SIGKILL)
            working.wait()
        assert working.returncode == 0, said


class Editor:
    """One open document and what can be done to it. Runs where `uno` is."""

    def __init__(self, desktop: Any, context: Any) -> None:
        self._desktop = desktop
        self._dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
        self._doc: Any = None

    def open(self, path: str) -> None:
        """Open a file in place of the one before."""
        self._doc = self._desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, (_set("Hidden", True),)
        )

    def keep(self, path: str) -> None:
        """Save as .docx and close."""
        self._doc.storeToURL(Path(path).as_uri(), (_set("FilterName", "MS Word 2007 XML"),))
        self._doc.close(True)

    def command(self, name: str) -> None:
        """A command of the menu, by its .uno name."""
        self._dispatcher.executeDispatch(self._doc.CurrentController.Frame, f".uno:{name}", "", 0, ())

    def track(self, on: bool) -> None:
        """Record changes from now on, or no more."""
        self._doc.RecordChanges = on

    def type_over(self, old: str, new: str) -> None:
        """Select words and type others over them; with none, delete them."""
        self._find(old).setString(new)

    def type_after(self, words: str, new: str) -> None:
        """Put the caret after words and type."""
        found = self._find(words)
        found.Text.insertString(found.End, new, False)

    def new_paragraph_after(self, words: str, text: str) -> None:
        """Go to the end of the paragraph that holds the words, press Enter and type."""
        cursor = self._paragraph(words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, 0, False)
        cursor.Text.insertString(cursor, text, False)

    def delete_paragraph(self, words: str) -> None:
        """Select the paragraph that holds the words, its end too, and delete it."""
        cursor = self._paragraph(words)
        cursor.goRight(1, True)
        cursor.setString("")

    def move_paragraph_after(self, words: str, target: str) -> None:
        """Cut the paragraph that holds the words and paste it after the one that holds `target`."""
        text = self._paragraph(words).getString()
        self.delete_paragraph(words)
        self.new_paragraph_after(target, text)

    def style_paragraph(self, words: str, style: str) -> None:
        """Give the paragraph that holds the words a style, by the name it has in LibreOffice."""
        self._paragraph(words).ParaStyleName = style

    def bold(self, words: str) -> None:
        """Make words bold."""
        self._find(words).CharWeight = 150.0

    def draw(self, words: str, look: str, value: object) -> None:
        """Give words a look, by LibreOffice's name of the property."""
        setattr(self._find(words), look, value)

    def remark(self, words: str, text: str, author: str) -> None:
        """A comment on words."""
        note = self._doc.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = author, text
        found = self._find(words)
        found.Text.insertTextContent(found, note, True)

    def drop_bookmarks(self) -> None:
        """Remove every bookmark, as some editors do."""
        for name in self._doc.Bookmarks.ElementNames:
            mark = self._doc.Bookmarks.getByName(name)
            mark.Anchor.Text.removeTextContent(mark)

    def _find(self, words: str) -> Any:
        search = self._doc.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self._doc.findFirst(search)
        if found is None:
            raise LookupError(words)
        return found

    def _paragraph(self, words: str) -> Any:
        found = self._find(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor


def _set(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _desktop(resolver: Any, address: str) -> tuple[Any, Any]:
    from com.sun.star.connection import NoConnectException

    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            ), context
        except NoConnectException:
            time.sleep(0.1)
    raise TimeoutError("LibreOffice did not answer")


def main(soffice: str, folder: str) -> None:
    """Start LibreOffice, do the steps on stdin, end it."""
    import uno

    address = f"pipe,name=hand{hash(folder) & 0xFFFFFFFF:x}"
    profile = (Path(folder) / "profile").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        f"--accept={address};urp",
    ]
    office = subprocess.Popen(command)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        desktop, context = _desktop(resolver, address)
        editor = Editor(desktop, context)
        for name, *arguments in json.load(sys.stdin):
            try:
                getattr(editor, name)(*arguments)
            except Exception as error:
                raise RuntimeError(f"step {name}{tuple(arguments)}: {error!r}") from error
        desktop.terminate()
        office.wait(30)
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:3])
