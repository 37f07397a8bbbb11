"""The command `explain`: the page of a rule, made from the rule's own file."""

from cli.running import Command
from rightsnet.model.rule import SECTIONS
from rightsnet.rules import collect

PAGE = """\
no-legitimate-aim (interference, error)

A norm that limits a right and states no aim.

What it finds
  An interference with a right that a binding instrument lets be limited for certain aims only, where the norm states
  none.

Why it matters
  Without an aim, necessity and proportionality cannot be examined at all, and the State cannot bear the burden of
  justifying the limitation.

What it leaves alone
  Aims that are stated but not permitted (see aim-not-permitted). Clauses without a list of aims.

Sources
  ICCPR arts 12(3), 18(3), 19(3), 21, 22(2); General Comment 34, paras 21-22, 27. ECHR arts 8(2)-11(2). EU Charter
  art. 52(1).

Example that it finds, checked against the law
  - {id: block, modality: power, bearer: ExecutiveGovernment, action: BlockWebsite, place: DEU, issuer: DEU,
     rank: statute, valid: {from: 2027-01-01}, legal_basis: s 4(1)}
"""


def test_a_page(command: Command) -> None:
    run = command("explain", "no-legitimate-aim")
    assert (run.status, run.out, run.err) == (0, PAGE, "")


def test_every_rule_has_a_page_with_all_sections(command: Command) -> None:
    for rule in collect():
        lines = command("explain", rule.name()).out.splitlines()
        assert lines[2] == rule.title()
        assert [line for line in lines if line in SECTIONS] == list(SECTIONS)


def test_without_a_name_all_rules_are_listed(command: Command) -> None:
    run = command("explain")
    listed = dict(line.split(None, 1) for line in run.out.splitlines())
    assert list(listed) == sorted(listed)
    assert {rule.name(): rule.title() for rule in collect()}.items() <= listed.items()
    assert (run.status, run.err) == (0, "")


def test_shapes_are_listed_and_explained_too(command: Command) -> None:
    from rightsnet.rdf.validation import shape_names

    listed = {line.split(None, 1)[0] for line in command("explain").out.splitlines()}
    assert listed == {*(rule.name() for rule in collect()), *shape_names()}
    for name in shape_names():
        run = command("explain", name)
        assert run.out.startswith(f"{name} (shape)\n\n")
        assert run.status == 0


def test_an_unknown_rule_is_an_error_with_the_nearest(command: Command) -> None:
    run = command("explain", "void-permision")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("error: There is no rule “void-permision”. Did you mean void-permission")
    assert run.err.count("\n") == 1


def test_a_name_like_no_other_is_an_error_that_says_where_to_look(command: Command) -> None:
    run = command("explain", "zzz")
    assert (run.status, run.err) == (2, "error: There is no rule “zzz”. “rightsnet explain” lists them.\n")
