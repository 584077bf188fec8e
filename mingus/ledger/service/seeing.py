"""Which rows of each table one member of a household may see, for taking along."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from mingus.core.tenancy import Member
from mingus.ledger import models
from mingus.ledger.service.imports import queries


def rows_for(model: Any, member: Member) -> ColumnElement[bool]:
    """The condition for rows of `model` that this member may see, those in the trash too.

    A payee is seen by whoever sees one of its transactions: its name may come from a private account.
    """
    mine = model.household_id == member.household_id
    if model is models.Account:
        return and_(mine, _not_hidden(member))
    if model is models.FileImport:
        return and_(mine, queries.seen_by(member))
    if model is models.Transfer:
        return and_(mine, models.Transfer.id.in_(_transactions(member, models.Transaction.transfer_id)))
    if model is models.Payee:
        return and_(mine, models.Payee.id.in_(_transactions(member, models.Transaction.payee_id)))
    if model is models.TransferRejection:
        seen = _transactions(member, models.Transaction.id)
        return and_(mine, model.out_id.in_(seen), model.in_id.in_(seen))
    return and_(mine, *_by_what_it_refers_to(model, member))


def _by_what_it_refers_to(model: Any, member: Member) -> list[ColumnElement[bool]]:
    names = model.__table__.columns.keys()
    if "import_id" in names and model is not models.Transaction:
        imports = select(models.FileImport.id).where(queries.seen_by(member))
        return [model.import_id.in_(imports)]
    if "transaction_id" in names:
        return [model.transaction_id.in_(_transactions(member, models.Transaction.id))]
    if "account_id" in names:
        return [or_(model.account_id.is_(None), model.account_id.in_(_accounts(member)))]
    return []


def _transactions(member: Member, column: Any) -> Any:
    seen = models.Transaction.account_id.in_(_accounts(member))
    return select(column).where(models.Transaction.household_id == member.household_id, seen, column.is_not(None))


def _accounts(member: Member) -> Any:
    return select(models.Account.id).where(models.Account.household_id == member.household_id, _not_hidden(member))


def _not_hidden(member: Member) -> ColumnElement[bool]:
    return or_(models.Account.private_to.is_(None), models.Account.private_to == member.person_id)
