"""Names of terms: what is accepted, what is refused, and what is suggested instead."""

import pytest

from rightsnet.errors import InputError, Location
from rightsnet.model.names import ID, rn
from rightsnet.rdf.vocabulary import CLASSES, INDIVIDUALS, Vocabulary

HERE = Location("bill.yaml", 7, 13)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("VideoSharingPlatform", "actor", "VideoSharingPlatform"),
        ("video-sharing platform", "actor", "VideoSharingPlatform"),
        ("Video sharing_platform", "actor", "VideoSharingPlatform"),
        ("video site", "actor", "VideoSharingPlatform"),
        ("rn:VideoSharingPlatform", "actor", "VideoSharingPlatform"),
        ("https://w3id.org/rightsnet/ns#VideoSharingPlatform", "actor", "VideoSharingPlatform"),
        ("<https://w3id.org/rightsnet/ns#VideoSharingPlatform>", "actor", "VideoSharingPlatform"),
        ("Actor", "actor", "Actor"),
        ("take down", "action", "RemoveContent"),
        ("always", "circumstance", "Always"),
        ("privacy", "right", "Privacy"),
        ("security", "area", "Security"),
        ("national security", "aim", "NationalSecurity"),
        ("appeal", "safeguard", "Appeal"),
        ("GBR", "place", "GBR"),
        ("gbr", "place", "GBR"),
        ("GB", "place", "GBR"),
        ("826", "place", "GBR"),
        ("UK", "place", "GBR"),
        ("United Kingdom", "place", "GBR"),
        ("NO", "place", "NOR"),
        ("GB-SCT", "place", "GB-SCT"),
        ("gb-sct", "place", "GB-SCT"),
        ("rn:GB-SCT", "place", "GB-SCT"),
        ("EU", "place", "EU"),
        ("statute", "rank", "NationalStatute"),
        ("in-force", "status", "InForce"),
        ("monthly active users", "measure", "MonthlyActiveUsers"),
        ("best-effort", "strength", "BestEffort"),
        ("non-binding", "force", "NonBinding"),
        ("Protect", "obligation kind", "Protect"),
    ],
)
def test_a_term_is_found_by_each_of_its_names(small: Vocabulary, text: str, kind: str, name: str) -> None:
    assert small.resolve(text, kind) == rn(name)


def test_our_own_name_wins_over_a_code(small: Vocabulary) -> None:
    assert small.resolve("AU", "place") == rn("AU")
    assert small.resolve("AUS", "place") == rn("AUS")


def test_of_several_kinds_the_first_that_fits_is_taken(small: Vocabulary) -> None:
    assert small.resolve("European Union", ("place", "actor")) == rn("EU")
    assert small.resolve("European Union", ("actor", "place")) == rn("Union")
    assert small.resolve("Ministry", ("place", "actor")) == rn("Ministry")


def test_a_term_of_the_user_and_a_named_union_of_the_law(small: Vocabulary) -> None:
    assert small.resolve("live streamer", "actor") == "https://example.org/terms#Streamer"
    assert small.resolve("Streamer", "actor") == "https://example.org/terms#Streamer"
    assert small.resolve("id:gdpr-17-1-bearers", "actor") == ID + "gdpr-17-1-bearers"


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (
            "VideoPlatfrom",
            "actor",
            "Unknown actor “VideoPlatfrom”. Did you mean VideoSharingPlatform or OnlinePlatform?",
        ),
        ("TerorristContent", "object", "Unknown object “TerorristContent”. Did you mean TerroristContent?"),
        ("zzz", "actor", "Unknown actor “zzz”."),
        ("RemoveContent", "actor", "“RemoveContent” is an action, not an actor."),
        ("rn:RemoveContent", "actor", "“rn:RemoveContent” is an action, not an actor."),
        ("security", "aim", "“security” is a policy area, not an aim."),
        ("online platform", ("place", "rank"), "“online platform” is an actor, not a place or a rank."),
        ("authority", "actor", "“authority” may mean Ministry or State. Write one of these names."),
        ("rn:OnlinePlatfrom", "actor", "Unknown actor “rn:OnlinePlatfrom”. Did you mean OnlinePlatform?"),
        ("https://example.org/x", "actor", "Unknown actor “https://example.org/x”."),
        ("Norwegia", "place", "Unknown place “Norwegia”. Did you mean NOR (Norway)?"),
        ("GB-SCX", "place", "Unknown place “GB-SCX”. Did you mean GB-ESX, GB-SCB or GB-SCT?"),
        ("statue", "rank", "Unknown rank “statue”. Did you mean NationalStatute?"),
        ("GRB", ("place", "actor"), "Unknown place or actor “GRB”. Did you mean GBR (United Kingdom)?"),
        ("Secuirty", "area", "Unknown policy area “Secuirty”. Did you mean Security?"),
    ],
)
def test_what_is_unknown_comes_with_the_nearest_terms(
    small: Vocabulary, text: str, kind: str | tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError) as raised:
        small.resolve(text, kind, HERE)
    assert str(raised.value) == f"bill.yaml:7:13: {message}"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("GDPR art. 17(1)", ID + "gdpr-17-1"),
        ("GDPR Article 17 (1)", ID + "gdpr-17-1"),
        ("gdpr 17(1)", ID + "gdpr-17-1"),
        ("GDPR", ID + "gdpr"),
        ("id:gdpr-99", ID + "gdpr-99"),
        ("https://example.org/law#s1", "https://example.org/law#s1"),
    ],
)
def test_law_is_cited_by_label_or_iri(small: Vocabulary, text: str, iri: str) -> None:
    assert small.reference(text) == iri


def test_an_unknown_citation(small: Vocabulary) -> None:
    with pytest.raises(InputError) as raised:
        small.reference("GDPR art. 71(1)", HERE)
    assert str(raised.value) == (
        "bill.yaml:7:13: Unknown provision “GDPR art. 71(1)”. Did you mean GDPR art. 17(1) or GDPR?"
    )
    with pytest.raises(InputError) as raised:
        small.reference("the Bible", HERE)
    assert str(raised.value) == "bill.yaml:7:13: Unknown provision “the Bible”. Write its IRI."


def test_kinds_and_labels(small: Vocabulary) -> None:
    names = ("OnlinePlatform", "Always", "GBR", "GB-SCT", "Norm", "XX-XXX")
    assert [small.kind_of(rn(name)) for name in names] == ["actor", "circumstance", "place", "place", None, None]
    labels = ("OnlinePlatform", "GB-SCT", "NeverHeardOf")
    assert [small.label(rn(name)) for name in labels] == ["online platform", "Scotland", "never heard of"]
    assert small.label(ID + "gdpr-17-1") == "GDPR art. 17(1)"


def test_search_ranks_names_over_synonyms_over_definitions(small: Vocabulary) -> None:
    assert [term.name for term in small.search("platform")] == ["OnlinePlatform", "VideoSharingPlatform"]
    assert [term.name for term in small.search("video")] == ["VideoSharingPlatform"]
    assert [term.name for term in small.search("watching")] == ["VideoSharingPlatform"]
    assert [term.name for term in small.search("video submarine")] == []
    assert [term.name for term in small.search("")] == []


def test_what_has_two_parents_stands_below_both(small: Vocabulary) -> None:
    tree = [(depth, term.name) for depth, term in small.tree(rn("Actor"))]
    streamer = "https://example.org/terms#Streamer"
    assert tree[:4] == [(0, "Actor"), (1, "Broadcaster"), (2, streamer), (2, "VideoSharingPlatform")]
    assert tree[5:8] == [(1, "HostingProvider"), (2, "OnlinePlatform"), (3, "VideoSharingPlatform")]
    places = [(depth, term.name) for depth, term in small.tree(rn("Place"))]
    assert places[:5] == [(0, "Place"), (1, "Country"), (2, "AUS"), (2, "NOR"), (2, "GBR")]
    assert places[5:] == [(1, "Organisation"), (2, "AU"), (2, "EU")]


def test_every_shipped_term_is_found_by_its_own_name(whole: Vocabulary) -> None:
    for kind, top in (CLASSES | INDIVIDUALS).items():
        below = whole.tree(top)
        assert len(below) > 1, kind
        assert {whole.resolve(term.name, kind) for _, term in below} == {term.iri for _, term in below}
