"""Messages that the next page shows as toasts, with a way to undo where there is one."""

from flask import flash


def say(text: str, *, undo_url: str | None = None, undo_text: str = "Undo") -> None:
    """Show `text` on the next page. With `undo_url` its toast has a button that posts there."""
    flash({"text": text, "undo_url": undo_url, "undo_text": undo_text}, "toast")  # type: ignore[arg-type]  # Flask says str, and keeps what JSON can
