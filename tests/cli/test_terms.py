"""The command `terms`: search, the tree, and the kinds."""

from cli.running import Command


def test_a_term_is_found_by_its_name(command: Command) -> None:
    run = command("terms", "video", "sharing", "platform")
    first, label, *_ = run.out.splitlines()
    assert first == "VideoSharingPlatform (actor)"
    assert label.startswith("    Video-sharing platform")
    assert (run.status, run.err) == (0, "")


def test_nothing_found_is_said_and_is_no_error(command: Command) -> None:
    run = command("terms", "submarine", "zeppelin")
    assert (run.status, run.out, run.err) == (0, "", "No term matches “submarine zeppelin”.\n")


def test_without_words_the_kinds_are_counted(command: Command) -> None:
    run = command("terms")
    rows = [line.split() for line in run.out.splitlines()]
    counted = {row[0]: int(row[1]) for row in rows}
    assert list(counted)[:3] == ["Actor", "Action", "NormObject"]
    assert counted["Actor"] > 50
    assert rows[0][2:] == ["terms", "actor"]


def test_the_tree_below_a_term(command: Command) -> None:
    run = command("terms", "--tree", "Hosting provider")
    first, *below = run.out.splitlines()
    assert first.startswith("HostingProvider")
    assert "  OnlinePlatform  Online platform" in below
    assert run.status == 0


def test_an_unknown_term_is_an_error_with_the_nearest(command: Command) -> None:
    run = command("terms", "--tree", "VideoSharingPlatfrom")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("error: ")
    assert "“VideoSharingPlatfrom”" in run.err
    assert "Did you mean VideoSharingPlatform" in run.err


def test_words_and_tree_exclude_each_other(command: Command) -> None:
    run = command("terms", "platform", "--tree", "Actor")
    assert run.status == 2
    assert run.err == "error: Words to search for and --tree do not go together. Leave one of them out.\n"
