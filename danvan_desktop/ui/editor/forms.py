"""Which form a part is written in."""

from __future__ import annotations

from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.figures_form import FiguresForm
from danvan_desktop.ui.editor.form import Form
from danvan_desktop.ui.editor.head_form import HeadForm
from danvan_desktop.ui.editor.parts import form_kind
from danvan_desktop.ui.editor.section_form import SectionForm
from danvan_desktop.ui.editor.signing_form import SigningForm
from danvan_desktop.ui.promises.form import LedgerForm


def make_form(context: EditorContext, part: str) -> Form:
    """A fresh form of the part."""
    kind = form_kind(context.report, part)
    if kind == "head":
        return HeadForm(context, part)
    if kind == "ledger":
        return LedgerForm(context, part)
    if kind == "figures":
        return FiguresForm(context, part)
    if kind == "signing":
        return SigningForm(context, part)
    return SectionForm(context, part, kind)
