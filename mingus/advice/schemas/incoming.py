"""What a person decides about a suggestion."""

from typing import Annotated, Literal

from mingus.core.fields import CalendarDate, EmptyIsNone, Incoming

Decision = Literal["accepted", "dismissed", "snoozed", "done", "open"]
Reason = Literal["figures_wrong", "taken_care_of", "not_for_me", "other"]


class DecisionDraft(Incoming):
    """A decision. `reason` goes with dismissed, `until` with snoozed (30 days without); `open` takes it all back."""

    choice: Decision
    reason: Annotated[Reason | None, EmptyIsNone] = None
    until: Annotated[CalendarDate | None, EmptyIsNone] = None
