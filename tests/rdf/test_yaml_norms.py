"""The authoring format: what each key means, where each triple stands, and what is refused."""

import pytest
from rdflib import OWL, RDF, URIRef

from rdf.reading import end, places, refused, said
from rightsnet.model.names import rn
from rightsnet.rdf import files
from rightsnet.rdf.located import LocatedGraph
from rightsnet.rdf.vocabulary import Vocabulary

BILL = """\
proposal: Safer Streams Bill
id: https://example.org/bill
issuer: GBR
place: GBR
rank: statute
status: proposed
valid: {from: 2027-04-01, until: 2030-04-01}
areas: [security]
norms:
  - id: s4
    modality: duty
    bearer: video-sharing platform
    action: take down
    object: TerroristContent
    counterparty: State
    circumstance: notice received
    window: {from: PT0S, until: PT60M, after: NoticeReceived, mode: achievement}
    conditions:
      - measure: MonthlyActiveUsers
        min: 1000000
        min_open: true
    limits: {measure: monthly active users, max: 6.50}
    provision: s 4(1)
    text: Platforms take down terrorist videos.
    note: A duty of result.
    protects: privacy
    aim: [NationalSecurity]
    legal_basis: s 4(1)
    necessity: Nothing milder works.
    less_restrictive_means: A warning was tried.
    safeguards: [Appeal]
    sanction: A fine.
    remedy: An appeal.
    exception_to: [GDPR art. 17(1)]
    strength: best effort
    force: non-binding
    obligation_kind: Protect
    via_transposition: false
    certainty: fairly-sure
  - id: "#s5"
    modality: exemption
    label: Norway is spared
    bearer: broadcaster
    action: RemoveContent
    place: NO
    areas: null
    valid: {from: 2028-01-01}
    exception_to: [s4, https://example.org/other#s1]
"""
HEAD = "proposal: P\nid: https://example.org/p\n"


@pytest.fixture(scope="module")
def bill(small: Vocabulary) -> LocatedGraph:
    return files.read_text(BILL, "bill.yaml", "yaml", small)


def read(text: str, vocabulary: Vocabulary, name: str = "bill.yaml") -> LocatedGraph:
    return files.read_text(text, name, files.format_of(name), vocabulary)


def test_the_head_describes_the_proposal(bill: LocatedGraph) -> None:
    assert said(bill, "https://example.org/bill") == {
        "areas": ["Security"],
        "issuer": ["GBR"],
        "norms": ["s4", "s5"],
        "place": ["GBR"],
        "rank": ["NationalStatute"],
        "status": ["Proposed"],
        "title": ['"Safer Streams Bill"'],
        "type": ["Proposal"],
        "validFrom": ['"2027-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
        "validUntil": ['"2030-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
    }


def test_a_norm_says_its_own_keys_and_those_of_the_head(bill: LocatedGraph) -> None:
    assert said(bill, "https://example.org/bill#s4") == {
        "action": ["RemoveContent"],
        "aim": ["NationalSecurity"],
        "areas": ["Security"],
        "bearer": ["VideoSharingPlatform"],
        "certainty": ['"fairly-sure"'],
        "circumstance": ["NoticeReceived"],
        "conditions": ["s4-condition-1"],
        "counterparty": ["State"],
        "exceptionTo": ["gdpr-17-1"],
        "force": ["NonBinding"],
        "issuer": ["GBR"],
        "legalBasis": ['"s 4(1)"'],
        "lessRestrictiveMeans": ['"A warning was tried."'],
        "limits": ["s4-limit-1"],
        "necessity": ['"Nothing milder works."'],
        "note": ['"A duty of result."'],
        "object": ["TerroristContent"],
        "obligationKind": ["Protect"],
        "place": ["GBR"],
        "protects": ["Privacy"],
        "provision": ["provision-s-4-1"],
        "rank": ["NationalStatute"],
        "remedy": ['"An appeal."'],
        "safeguards": ["Appeal"],
        "sanction": ['"A fine."'],
        "status": ["Proposed"],
        "strength": ["BestEffort"],
        "text": ['"Platforms take down terrorist videos."'],
        "type": ["Duty"],
        "validFrom": ['"2027-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
        "validUntil": ['"2030-04-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
        "viaTransposition": ['"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'],
        "window": ["s4-window"],
    }


def test_a_norm_may_override_or_drop_what_the_head_says(bill: LocatedGraph) -> None:
    assert said(bill, "https://example.org/bill#s5") == {
        "action": ["RemoveContent"],
        "bearer": ["Broadcaster"],
        "exceptionTo": ["s1", "s4"],
        "issuer": ["GBR"],
        "label": ['"Norway is spared"'],
        "place": ["NOR"],
        "rank": ["NationalStatute"],
        "status": ["Proposed"],
        "type": ["Exemption"],
        "validFrom": ['"2028-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
    }


def test_windows_bounds_and_provisions_are_nodes_of_their_own(bill: LocatedGraph) -> None:
    assert said(bill, "https://example.org/bill#s4-window") == {
        "after": ["NoticeReceived"],
        "from": ['"PT0S"^^<http://www.w3.org/2001/XMLSchema#duration>'],
        "mode": ['"achievement"'],
        "until": ['"PT60M"^^<http://www.w3.org/2001/XMLSchema#duration>'],
    }
    assert said(bill, "https://example.org/bill#s4-condition-1") == {
        "measure": ["MonthlyActiveUsers"],
        "min": ['"1000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'],
        "minOpen": ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'],
    }
    assert said(bill, "https://example.org/bill#s4-limit-1") == {
        "max": ['"6.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'],
        "measure": ["MonthlyActiveUsers"],
    }
    assert said(bill, "https://example.org/bill#provision-s-4-1") == {
        "instrument": ["bill"],
        "label": ['"Safer Streams Bill s 4(1)"'],
        "locator": ['"s 4(1)"'],
        "type": ["Provision"],
    }


def test_every_triple_stands_where_its_value_stands(bill: LocatedGraph) -> None:
    assert set(bill.locations) == set(bill.graph)
    found = places(bill)
    assert found["bill type Proposal"] == "2:5"
    assert found['bill title "Safer Streams Bill"'] == "1:11"
    assert found["bill norms s4"] == "10:9"
    assert found["s4 type Duty"] == "11:15"
    assert found["s4 bearer VideoSharingPlatform"] == "12:13"
    assert found["s4 place GBR"] == "4:8"
    assert found["s4 areas Security"] == "8:9"
    assert found['s4-window until "PT60M"^^<http://www.w3.org/2001/XMLSchema#duration>'] == "17:33"
    assert found["s4 conditions s4-condition-1"] == "19:9"
    assert found['s4-condition-1 min "1000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'] == "20:14"
    assert found["s4 limits s4-limit-1"] == "22:13"
    assert found['provision-s-4-1 locator "s 4(1)"'] == "23:16"
    assert found["s5 place NOR"] == "45:12"
    assert found["s5 exceptionTo s4"] == "48:20"


def test_every_modality_has_its_class(small: Vocabulary) -> None:
    kinds = {
        "obligation": "Obligation",
        "prohibition": "Prohibition",
        "permission": "Permission",
        "exemption": "Exemption",
        "duty": "Duty",
        "claim": "ClaimRight",
        "liberty": "Liberty",
        "power": "Power",
        "immunity": "Immunity",
        "Disability": "Disability",
    }
    norms = "".join(f"  - {{id: {word}, modality: {word}}}\n" for word in kinds)
    graph = read(f"{HEAD}norms:\n{norms}", small).graph
    found = {word: end(next(graph.objects(URIRef(f"https://example.org/p#{word}"), RDF.type))) for word in kinds}
    assert found == kinds


def test_a_norm_without_a_modality_is_left_to_the_shapes(small: Vocabulary) -> None:
    located = read(f"{HEAD}norms:\n  - {{id: s1, text: Hm.}}\n", small)
    assert said(located, "https://example.org/p#s1") == {"text": ['"Hm."'], "type": ["Norm"]}
    assert places(located)["s1 type Norm"] == "4:10"


def test_a_period_that_ends_before_it_begins_is_left_to_the_shapes(small: Vocabulary) -> None:
    located = read(f"{HEAD}valid: {{from: 2028-01-01, until: 2027-01-01}}", small)
    assert len(said(located, "https://example.org/p")["validUntil"]) == 1


def test_any_key_of_a_norm_may_stand_at_the_head(small: Vocabulary) -> None:
    text = f"{HEAD}bearer: State\naim: NationalSecurity\nlimits: [{{measure: MonthlyActiveUsers, max: 1}}]\nnorms:\n"
    located = read(f"{text}  - id: a\n  - {{id: b, bearer: broadcaster, aim: null}}\n", small)
    assert said(located, "https://example.org/p#a") == {
        "aim": ["NationalSecurity"],
        "bearer": ["State"],
        "limits": ["a-limit-1"],
        "type": ["Norm"],
    }
    assert said(located, "https://example.org/p#b") == {
        "bearer": ["Broadcaster"],
        "limits": ["b-limit-1"],
        "type": ["Norm"],
    }
    assert "aim" not in said(located, "https://example.org/p")


def test_a_class_expression_is_a_named_class(small: Vocabulary) -> None:
    expression = "{any_of: [State, {all_of: [broadcaster, {not: OnlinePlatform}]}]}"
    located = read(f"{HEAD}norms:\n  - id: a\n    bearer: {expression}\n", small)
    assert sorted((str(place)[10:], " ".join(map(end, triple))) for triple, place in located.locations.items()) == [
        ("1:11", 'p title "P"'),
        ("2:5", "p type Proposal"),
        ("4:9", "a type Norm"),
        ("4:9", "p norms a"),
        ("5:13", "_ rest _"),
        ("5:13", "_ rest nil"),
        ("5:13", "_ type Class"),
        ("5:13", "_ unionOf _"),
        ("5:13", "a bearer a-bearer"),
        ("5:13", "a-bearer equivalentClass _"),
        ("5:13", 'a-bearer label "state or (broadcaster that is also (not online platform))"@en'),
        ("5:13", "a-bearer type Class"),
        ("5:23", "_ first State"),
        ("5:30", "_ first _"),
        ("5:30", "_ intersectionOf _"),
        ("5:30", "_ rest _"),
        ("5:30", "_ rest nil"),
        ("5:30", "_ type Class"),
        ("5:40", "_ first Broadcaster"),
        ("5:53", "_ complementOf OnlinePlatform"),
        ("5:53", "_ first _"),
        ("5:53", "_ type Class"),
    ]
    union = next(located.graph.objects(predicate=OWL.unionOf))
    assert [end(node) for node in located.graph.items(union)] == ["State", "_"]


def test_an_expression_of_one_term_is_that_term(small: Vocabulary) -> None:
    located = read(f"{HEAD}norms:\n  - {{id: a, bearer: {{any_of: [State]}}}}\n", small)
    assert said(located, "https://example.org/p#a")["bearer"] == ["State"]


def test_the_language_of_the_document_is_that_of_its_prose(small: Vocabulary) -> None:
    located = read(f"{HEAD}lang: fr\nlabel: LS\nnorms:\n  - {{id: a, text: Oui., legal_basis: art. 1}}\n", small)
    assert said(located, "https://example.org/p") | {"norms": []} == {
        "label": ['"LS"@fr'],
        "norms": [],
        "title": ['"P"@fr'],
        "type": ["Proposal"],
    }
    assert said(located, "https://example.org/p#a") == {
        "legalBasis": ['"art. 1"'],
        "text": ['"Oui."@fr'],
        "type": ["Norm"],
    }


def test_the_short_name_of_a_proposal_begins_its_citations(small: Vocabulary) -> None:
    located = read(f"{HEAD}label: SSB\nnorms:\n  - {{id: a, provision: 4}}\n", small)
    assert said(located, "https://example.org/p#provision-4")["label"] == ['"SSB 4"']


def test_locators_that_look_alike_stay_apart(small: Vocabulary) -> None:
    locators = {"a": "s 4.1", "b": "s 4(1)", "c": "s 4(1)"}
    norms = "".join(f"  - {{id: {name}, provision: {locator}}}\n" for name, locator in locators.items())
    located = read(f"{HEAD}norms:\n{norms}", small)
    named = [said(located, f"https://example.org/p#{name}")["provision"] for name in "abc"]
    assert named == [["provision-s-4-1-2"], ["provision-s-4-1"], ["provision-s-4-1"]]


def test_a_provision_may_be_one_of_other_law(small: Vocabulary) -> None:
    located = read(f"{HEAD}norms:\n  - {{id: a, provision: id:gdpr-17-1}}\n", small)
    assert said(located, "https://example.org/p#a")["provision"] == ["gdpr-17-1"]


def test_a_document_without_an_id_is_named_after_its_file(small: Vocabulary) -> None:
    graph = files.read_text("proposal: P\nnorms: [{id: a}]", "some/my bill.yaml", "yaml", small).graph
    assert set(graph.objects(predicate=URIRef(rn("norms")))) == {URIRef("urn:rightsnet:my%20bill#a")}
    graph = files.read_text("norms: [{id: a}]", "<stdin>", "yaml", small).graph
    assert set(graph.objects(predicate=URIRef(rn("norms")))) == {URIRef("urn:rightsnet:stdin#a")}


def test_norms_of_no_proposal(small: Vocabulary) -> None:
    located = read("proposal: null\nid: https://example.org/p\nplace: GBR\nnorms: [{id: a}]", small)
    assert places(located) == {"a place GBR": "3:8", "a type Norm": "4:14"}


def test_ids_may_be_iris_or_fragments_of_many_kinds(small: Vocabulary) -> None:
    text = "  - id: https://example.org/x#y\n  - id: s4(1)\n  - id: 4\n  - id: é.1\n  - id: id:gdpr-x\n"
    graph = read(f"{HEAD}norms:\n{text}", small).graph
    assert sorted(map(str, graph.objects(predicate=URIRef(rn("norms"))))) == [
        "https://example.org/p#4",
        "https://example.org/p#s4(1)",
        "https://example.org/p#é.1",
        "https://example.org/x#y",
        "https://w3id.org/rightsnet/id/gdpr-x",
    ]


def test_json_is_read_like_yaml(small: Vocabulary) -> None:
    text = '{"proposal": "P", "id": "https://example.org/p",\n\t"norms": [{"id": "a",\t"bearer": "State"}]}'
    assert places(read(text, small, "bill.json"))["a bearer State"] == "2:34"


def test_yaml_1_2_reads_no_as_a_word(small: Vocabulary) -> None:
    assert places(read(f"{HEAD}place: NO", small))["p place NOR"] == "3:8"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "norms:\n  - id: a\n    bearer: VideoPlatfrom",
            "3:13: Unknown actor “VideoPlatfrom”. Did you mean VideoSharingPlatform or OnlinePlatform?",
        ),
        ("norms:\n  - id: a\n    bearer: take down", "3:13: “take down” is an action, not an actor."),
        (
            "norms:\n  - id: a\n    modality: duty\n    modality: power",
            "4:5: The key “modality” is given twice, first on line 3. Keep one of the two.",
        ),
        (
            "norms:\n  - id: a\n    modality: must",
            "3:15: “must” is not a modality. Write obligation, prohibition, permission, exemption, duty, "
            "claim, liberty, power, immunity or disability.",
        ),
        ("proposal: P\nplace: Norwegia", "2:8: Unknown place “Norwegia”. Did you mean NOR (Norway)?"),
        ("proposal: P\nrank: statue", "2:7: Unknown rank “statue”. Did you mean NationalStatute?"),
        (
            "norms:\n  - id: a\n  - id: b\n  - id: '#a'",
            "4:9: The norms on line 2 and on line 4 have the same id “#a”. Give one of them another id.",
        ),
        (
            "norms:\n  - id: a\n\tbearer: State",
            "3:1: A tab stands where YAML allows only spaces. Replace it with spaces.",
        ),
        (
            "norms:\n  - id: a\n   bearer: State",
            "3:4: The indentation is broken here. Let the keys of one mapping begin in one column.",
        ),
        ("", " The file is empty."),
        (" \n\n", " The file is empty."),
        ("# nothing", " The file holds nothing but comments."),
        ("norms:\n  - bearer: State", "2:5: This norm has no id. Add one, such as “id: s4”."),
        ("norms:\n  - id: ~", "2:5: This norm has no id. Add one, such as “id: s4”."),
        ("norms: {a: 1}", "1:8: “norms” takes a list. Begin each norm with “- id: …”."),
        ("norms: [a]", "1:9: A norm is a mapping of keys. Begin it with “- id: …”."),
        ("- a", "1:1: A proposal begins with a key such as “proposal:”."),
        (
            "title: P",
            " This is no proposal: it has neither “proposal:” nor “norms:” at its top. Begin with “proposal: "
            "<title>”; `rightsnet new proposal` writes a commented file.",
        ),
        ("baseline: B", "1:1: A document that begins with “baseline:” is not supported yet. Only proposals are read."),
        (
            "landscape: L",
            "1:1: A document that begins with “landscape:” is not supported yet. Only proposals are read.",
        ),
        ("proposal: P\nisuer: GBR", "2:1: Unknown key “isuer”. Did you mean issuer?"),
        ("norms:\n  - id: a\n    bearar: State", "3:5: Unknown key “bearar”. Did you mean bearer?"),
        ("norms:\n  - id: a\n    zzz: State", "3:5: Unknown key “zzz”."),
        ("norms:\n  - id: a\n    norms: []", "3:5: “norms” belongs at the head of the document, not on a norm."),
        (
            "proposal: P\nid: bill",
            "2:5: The id “bill” of the document is not an absolute IRI. Write one such as https://example.org/my-bill.",
        ),
        (
            "proposal: P\nid: https://e.org/a#b",
            "2:5: The id of the document has a fragment, but fragments name its norms. Write https://e.org/a.",
        ),
        (
            "norms:\n  - id: s 4",
            "2:9: The id “s 4” cannot be part of an IRI. Use letters, digits, hyphens, dots and parentheses.",
        ),
        ("proposal: P\nvalid: {from: 2027-02-30}", "2:15: “2027-02-30” is not a date. Write it as 2027-04-01."),
        ("proposal: P\nvalid: {from: 2027}", "2:15: “2027” is not a date. Write it as 2027-04-01."),
        ("proposal: P\nvalid: 2027-01-01", "2:8: “valid” takes {from: …, until: …} with dates."),
        ("proposal: P\nvalid: {form: 2027-01-01}", "2:9: Unknown key “form”. Did you mean from?"),
        (
            "norms:\n  - id: a\n    window: {until: 1h}",
            "3:21: “1h” is not an ISO 8601 duration such as PT1H, P30D or P6M.",
        ),
        (
            "norms:\n  - id: a\n    window: {mode: always}",
            "3:20: “always” is not a mode. Write achievement or maintenance.",
        ),
        ("norms:\n  - id: a\n    window: PT1H", "3:13: “window” takes {from: …, until: …, after: …, mode: …}."),
        (
            "norms:\n  - id: a\n    limits: [{max: many}]",
            "3:20: “many” is not a number. Write digits, such as 45000000 or 0.5.",
        ),
        (
            "norms:\n  - id: a\n    limits: [{max: .inf}]",
            "3:20: “.inf” is not a number. Write digits, such as 45000000 or 0.5.",
        ),
        ("norms:\n  - id: a\n    limits: [{max_open: 1}]", "3:25: “max_open” takes true or false."),
        ("norms:\n  - id: a\n    limits: [6]", "3:14: “limits” takes a list of {measure: …, min: …, max: …}."),
        (
            "norms:\n  - id: a\n    certainty: maybe",
            "3:16: “maybe” is not a word for certainty. Write sure, fairly-sure or check.",
        ),
        ("norms:\n  - id: a\n    text: [a]", "3:11: “text” takes a single value here, not a list."),
        ("norms:\n  - id: a\n    text: {a: b}", "3:11: “text” takes a single value here, not a mapping."),
        (
            "norms:\n  - id: a\n    text: true",
            "3:11: “text” does not take true. Put it in quotation marks if the word is meant.",
        ),
        ("norms:\n  - id: a\n    text: ''", "3:11: “text” is empty. Fill it in, or leave the key out."),
        ("norms:\n  - id: a\n    aim: [~]", "3:11: The list of “aim” has an empty place."),
        (
            "norms:\n  - id: a\n    bearer: [State]",
            "3:13: “bearer” takes one term; of a list it is not clear whether any or all are meant. Write "
            "{any_of: […]} or {all_of: […]}.",
        ),
        (
            "norms:\n  - id: a\n    bearer: {any: [State]}",
            "3:13: “bearer” takes a term, or {any_of: […]}, {all_of: […]} or {not: …}.",
        ),
        ("norms:\n  - id: a\n    bearer: {any_of: State}", "3:22: “any_of” takes a list of terms."),
        ("norms:\n  - id: a\n    bearer: {any_of: []}", "3:22: “any_of” has no terms."),
        ("norms:\n  - id: a\n    bearer: {not: [State]}", "3:19: A list cannot stand for a term. Write {any_of: […]}."),
        (
            "norms:\n  - id: notice\n    exception_to: ['#notise']",
            "3:20: This document has no norm “notise”. Did you mean notice?",
        ),
        (
            "norms:\n  - id: a\n    overrides: [GDPR art. 71(1)]",
            "3:17: Unknown provision “GDPR art. 71(1)”. Did you mean GDPR art. 17(1) or GDPR?",
        ),
        (
            "norms:\n  - {id: a, window: {}}\n  - id: a-window",
            "3:9: The id “a-window” is needed for the window of “a”. Give the norm another id.",
        ),
        (
            "norms:\n  - {id: provision, window: {}}\n  - {id: b, provision: window}",
            "3:24: The id “provision-window” would name both the window of “provision” and the provision “window”. "
            "Give the norm another id.",
        ),
        ("proposal: P\nlang: french!", "2:7: “french!” is not a language tag. Write one such as en or pt-BR."),
        ("norms: &n [*n]", "1:8: Values are nested more than 60 levels deep."),
        ("proposal: [P]", "1:11: “proposal” takes a single value here, not a list."),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(small: Vocabulary, text: str, message: str) -> None:
    assert refused(text, small) == f"bill.yaml:{message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "norms: 'abc",
            "1:12: The quotation mark opened on line 1 is never closed. Close it, or double it if it is part "
            "of the text.",
        ),
        (
            "proposal: A: B",
            "1:12: A colon stands where no key can be. Put a value that contains a colon in quotation marks, "
            "or check the indentation.",
        ),
        (
            "a: [1, 2\nb: 3",
            "2:2: The list opened with “[” on line 1 goes wrong here. Put a comma between values and “]” at the end.",
        ),
        (
            "a: {b: 1\nc: 3",
            "2:2: The mapping opened with “{” on line 1 goes wrong here. Put a comma between keys and “}” at the end.",
        ),
        ("proposal: @home", "1:11: A value cannot begin with “@”. Put the value in quotation marks."),
        ("proposal: *home", "1:11: “*home” refers to an anchor that this file does not define."),
        ("proposal: 'It's'", "1:15: Something follows the end of a value. Put the whole value in quotation marks."),
        ("norms: - id: a", "1:8: A list cannot begin on the line of its key. Begin it on the next line."),
        ("proposal: P\nnorms\n", "3:1: The line before this has no colon after its key. Write “key: value”."),
        (
            "proposal: P\n---\nproposal: Q",
            "2:1: A second document begins here; a file holds one. Put it in a file of its own.",
        ),
        ("proposal: \x07", "1:11: The character U+0007 may not stand in a YAML file."),
        ("proposal: !secret P", "1:11: The tag “!secret” means nothing here. Leave it out."),
        ("? [a]\n: b", "1:3: A key must be a word, not a list or a mapping."),
        ("[" * 700, " Values are nested more than 60 levels deep."),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(small: Vocabulary, text: str, message: str) -> None:
    assert refused(text, small) == f"bill.yaml:{message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"proposal": "P"', "1:17: This is not JSON: expecting “,” delimiter."),
        ('{"proposal": NaN}', " NaN is not a number of JSON."),
        (
            '{"proposal": "P", "proposal": "Q"}',
            "1:19: The key “proposal” is given twice, first on line 1. Keep one of the two.",
        ),
        ('{"norms": [\n{"id": "a", "bearer": 3}]}', "2:23: Unknown actor “3”."),
        ("[" * 90 + "]" * 90, "1:62: Values are nested more than 60 levels deep."),
        ("[" * 200_000 + "]" * 200_000, " Values are nested more than 60 levels deep."),
    ],
)
def test_broken_json_is_explained_too(small: Vocabulary, text: str, message: str) -> None:
    assert refused(text, small, "bill.json") == f"bill.json:{message}"
