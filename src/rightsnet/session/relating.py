"""The relation of two norms, axis by axis, as values and in words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from rightsnet.algebra import wording
from rightsnet.algebra.boxes import ACT, SCOPE, NormComparison, compare
from rightsnet.algebra.declarations import name
from rightsnet.errors import UsageError
from rightsnet.model.names import local_name
from rightsnet.model.norm import Norm
from rightsnet.model.related import AxisRelation, Related
from rightsnet.session import shipped
from rightsnet.session.corpus import Corpus, law, load


def relation(left: Norm, right: Norm) -> NormComparison:
    """Compare two norms axis by axis, with the shipped ontology: relation, witness and premises on each axis.

    Raises:
        UsageError: if a norm names a class that the shipped ontology does not have; use `Corpus.relation` then.

    >>> norms = {norm.id.rsplit("/", 1)[-1]: norm for norm in law().norms}
    >>> some = next(iter(norms.values()))
    >>> relation(some, some).scope
    <Relation.EQUAL: 'equal'>
    """
    try:
        return law().relation(left, right)
    except KeyError as error:
        raise UsageError(f"The shipped ontology has no class {error}.", help="Use Corpus.relation.") from error


relate = relation


def related(left: str, right: str, *, ontology: Sequence[str | Path] = ()) -> Related:
    """Compare two norms that are named by file and id, as ``bill.yaml#s4``, or ``law#dsa-8-states``, and say it in words.

    Raises:
        UsageError: for a name without an id, or an id that is not in the file, with the nearest ids.
    """
    named = [_named(text, ontology) for text in (left, right)]
    bodies = [body for body, _ in named]
    knowledge = shipped.knowledge([facts for body in bodies for facts in body.added])
    ours, theirs = (norm for _, norm in named)
    pair = compare(ours, theirs, knowledge)
    words, shared = wording.reasons(pair, knowledge), wording.witness(pair, knowledge)
    axes = tuple(
        AxisRelation(
            axis,
            wording.value(axis, ours, knowledge),
            wording.value(axis, theirs, knowledge),
            pair.axes[axis].relation.value,
            shared.get(axis, ""),
            words.get(axis, ""),
            wording.premises(pair.axes[axis].premises),
        )
        for axis in (*SCOPE, *ACT)
    )
    return Related(
        left=name(ours),
        right=name(theirs),
        axes=axes,
        scope=pair.scope.value,
        act=pair.act.value,
        meet=pair.meet and bool(pair.periods),
        apart_by=pair.apart_by or "",
        periods=tuple((f"from {p.low}" if p.low else "", f"until {p.high}" if p.high else "") for p in pair.periods),
        certainty=pair.certainty.value,
    )


def _named(text: str, ontology: Sequence[str | Path]) -> tuple[Corpus, Norm]:
    file, sign, fragment = text.partition("#")
    if not sign or not fragment:
        raise UsageError(f"“{text}” names no norm.", help="Write FILE#ID, such as bill.yaml#s4 or law#dsa-8-states.")
    body = law() if file == "law" else load(file, ontology=ontology)
    ids = {local_name(norm.id): norm for norm in body.norms}
    norm = ids.get(fragment) or next((norm for norm in body.norms if norm.id == text), None)
    if norm is None:
        near = get_close_matches(fragment, ids, 3, 0.4)
        help = f"Did you mean {' or '.join(near)}?" if near else f"It has {len(ids)} complete norms."
        raise UsageError(f"There is no norm “{fragment}” in {file}.", help=help)
    return body, norm
