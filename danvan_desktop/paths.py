"""Where bundled data lies, and where the user's data belongs."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_APP = "BaoCaoDanVan"
_DATABASE_NAME = "danvan.db"


def _bundle_root() -> Path:
    """The folder that holds `resources/` and `templates/`: frozen build, installed wheel or checkout."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
    package = Path(__file__).resolve().parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent


def resource(*parts: str) -> Path:
    """A file or folder under `resources/`."""
    return _bundle_root().joinpath("resources", *parts)


def template(*parts: str) -> Path:
    """A file or folder under `templates/`."""
    return _bundle_root().joinpath("templates", *parts)


def user_data_dir() -> Path:
    """The folder for drafts and settings of this user; not created here."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_documents_dir() -> Path:
    """The folder exported Word files are offered first."""
    return Path(platformdirs.user_documents_dir())


def database_file(data_dir: Path) -> Path:
    """The drafts database inside a data folder."""
    return data_dir / _DATABASE_NAME
