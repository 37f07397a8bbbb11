"""What `rightsnet new` writes: a proposal and a rule that work as they stand, with a comment on all there is to replace."""

from __future__ import annotations

from string import Template

PROPOSAL = Template("""\
# An example to write over: a duty to act on a court order. Replace every value; what follows a “#” is a comment.
# `rightsnet check $file` says what is wrong with it, alone and against the law in force.
# `rightsnet terms takedown` searches the terms, and `rightsnet terms --tree Actor` shows all below one of them.
# `rightsnet schema --out $schema` lets an editor complete them, and prints the line to put on top.

# The title, by which findings cite the proposal.
proposal: $title
# An address of your own, on which nothing need stand; each norm gets it with “#” and its own id.
id: https://example.org/$slug
# Who makes it: a country (ISO 3166), an organisation of states (EU, COE, AU, OAS, WORLD), or an actor.
issuer: $issuer
# Where it applies: a country or a part of one (GB-SCT), or an organisation of states.
place: $place
# Its rank in its legal order: `rightsnet terms --tree Rank`.
rank: $rank
# proposed, adopted, in-force or repealed
status: proposed
# The first day on which it applies; with `until:`, the first day on which it no longer does.
valid: {from: $day}
# What it is about: `rightsnet terms --tree PolicyArea`. Every key of a norm may stand up here and then holds for all norms.
areas: [ContentRegulation, FreedomOfExpressionPolicy]

# One entry for each thing that somebody must, must not or may do.
norms:
  # A short name that no other norm here has.
  - id: s1
    # obligation, prohibition, permission or exemption; or duty, claim, liberty, power, immunity, disability
    modality: obligation
    # Who must, must not or may act. For several kinds of actors: {any_of: [HostingProvider, OnlineMarketplace]}.
    bearer: HostingProvider
    # What is to be done or left: `rightsnet terms --tree Action`.
    action: DisableAccessToContent
    # What is acted on: `rightsnet terms --tree NormObject`. Without it: anything.
    object: IllegalContent
    # Towards whom. Without it: anybody.
    counterparty: AffectedUser
    # In which situation: `rightsnet terms --tree Circumstance`. Without it: always.
    circumstance: JudicialOrderExists
    # By when, counted from what: P1D is a day, PT1H an hour, P6M six months.
    window: {from: PT0S, until: P7D, after: JudicialOrderExists}
    # Numbers that bound the act or what follows from it: `rightsnet terms --tree Measure`.
    limits: [{measure: FinePercentOfTurnover, max: 1}]
    # Where the text says so.
    provision: s 1(1)
    # What the text says, in plain words.
    text: A hosting provider disables access to the item that a court order identifies, where the order has effect.

    # Whatever limits a right must be justified. State what a court would ask for:
    # the aim that it serves, which the right must permit: `rightsnet terms --tree Aim`;
    aim: [RightsOfOthers]
    # the law on which it rests, accessible and precise;
    legal_basis: s 1(1), with the definition of unlawful content in s 2
    # why the aim cannot be reached without it;
    necessity: The item goes on harming the person concerned for as long as it can be seen, as a court has found.
    # which milder means were considered, and why they fail;
    less_restrictive_means: A label and a lower rank were considered; both leave the item available to everybody.
    # what protects the people concerned: `rightsnet terms --tree Safeguard`;
    safeguards: [JudicialReview, TargetSpecificity, TerritorialLimit, NoticeToUser, StatementOfReasons, Appeal]
    # what follows from a breach;
    sanction: A fine of at most 1 % of the yearly turnover, set by a court in proportion to the breach.
    # how those affected obtain redress.
    remedy: Appeal against the order; reinstatement of the item and compensation if the order was wrong.
""")

RULE = Template('''\
"""The rule `$name`."""

from typing import ClassVar

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Modality
from rightsnet.model.relation import INSIDE
from rightsnet.model.rule import Case, PairRule


class $class_name(PairRule):
    """Say in one line what is wrong with the norms.

    What it finds:
        Say which norms it finds, and how they relate. As it stands: a duty and a prohibition that meet, where whatever
        is owed lies within what is forbidden.

    Why it matters:
        Say what follows for the people concerned.

    What it leaves alone:
        Say what looks alike and is no defect, and which rule says it better.

    Sources:
        Cite instrument, article and paragraph, or the judgment, or the section of the specification.
    """

    severity = Severity.WARNING
    # The modalities of the two norms, and how the act of the left relates to that of the right.
    left = Modality.OBLIGATION
    right = Modality.PROHIBITION
    acts = INSIDE
    message = "Under {left}, {bearer} must {act}, which is forbidden by {right}."
    help = "Say what the drafter is to do about it."

    # Small cases with the exact findings: the ids of the norms concerned, the left one first.
    flags: ClassVar[tuple[Case, ...]] = (
        Case(
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData}
            - {id: ban, modality: prohibition, bearer: DataController, action: RetainData}
            """,
            frozenset({("keep", "ban")}),
        ),
    )
    # Cases in which it must stay silent, each with the reason.
    clean: ClassVar[tuple[Case, ...]] = (
        Case(  # only some ways of doing what is owed are forbidden
            """
            - {id: keep, modality: duty, bearer: DataController, action: RetainData}
            - {id: ban, modality: prohibition, bearer: DataController, action: RetainData, object: TrafficData}
            """
        ),
    )
''')
