"""The page of rules: “when the bank's text contains …, use this payee and this category”."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.core.web import field_errors
from mingus.ledger.schemas.filing import RuleDraft
from mingus.ledger.service import categories, person_rules

pages = Blueprint("rules", __name__, url_prefix="/rules", template_folder="../templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every rule, and a form for another. `?contains=` fills it in, for links from a transaction."""
    return _index({"contains": request.args.get("contains", "")}, {})


@pages.post("")
@signed_in
def create() -> ResponseReturnValue:
    """Add a rule; with the box ticked, file what is there already."""
    who = member()
    given = {name: value for name, value in request.form.items() if name not in {"csrf_token", "apply"}}
    try:
        draft = RuleDraft.model_validate(given)
        with transaction(who.household_id) as db:
            rule_id = person_rules.add(db, who, draft.contains, payee=draft.payee, category_id=draft.category_id)
            changed = person_rules.apply(db, who, rule_id) if "apply" in request.form else 0
    except (ValidationError, Refused) as error:
        return _index(request.form, _faults(error)), 422
    toasts.say(f"The rule is there{_filed(changed)}.")
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:rule_id>/apply")
@signed_in
def apply(rule_id: UUID) -> ResponseReturnValue:
    """File what is there already by this rule."""
    who = member()
    with transaction(who.household_id) as db:
        changed = person_rules.apply(db, who, rule_id)
    toasts.say(f"Done{_filed(changed)}." if changed else "Nothing to change: everything it speaks of is filed.")
    return redirect(url_for(".index"), code=303)


@pages.post("/<uuid:rule_id>/delete")
@signed_in
def delete(rule_id: UUID) -> ResponseReturnValue:
    """Forget a rule."""
    who = member()
    with transaction(who.household_id) as db:
        person_rules.remove(db, who, rule_id)
    toasts.say("The rule is gone. What it filed stays.")
    return redirect(url_for(".index"), code=303)


def _index(form: Mapping[str, str], errors: Mapping[str, str]) -> str:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        rules, every = person_rules.list_for(db, who), categories.list_for(db, who)
    options = [
        (words, [(view.id, view.name) for view in every if view.kind == kind and not view.hidden])
        for words, kind in (("Spending", "expense"), ("Income", "income"))
    ]
    return render_template(
        "ledger/rules/index.html",
        own=[rule for rule in rules if not rule.learned],
        learned=[rule for rule in rules if rule.learned],
        options=options,
        form=form,
        errors=errors,
    )


def _filed(changed: int) -> str:
    return f", and {changed:,} {'transaction is' if changed == 1 else 'transactions are'} filed" if changed else ""


def _faults(error: ValidationError | Refused) -> dict[str, str]:
    return field_errors(error) if isinstance(error, ValidationError) else error.fields or {"form": str(error)}
