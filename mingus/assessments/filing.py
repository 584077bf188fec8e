"""A result as a file to keep."""

from datetime import date

from flask import Response

from mingus.assessments.schemas import Report


def file_of(report: Report, day: date) -> Response:
    """The PDF of a report, as a download."""
    from mingus.assessments import printing  # fpdf is large, and few print

    answer = Response(printing.printed(report, day), mimetype="application/pdf")
    name = f"mingus-{report.result.slug}-{day.isoformat()}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
