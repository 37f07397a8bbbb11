"""The process in which HermiT runs, as owlready2 packages it: a file of triples in, the order of its classes out."""

import contextlib
import io
import json
import re
import sys
from pathlib import Path

import owlready2

_AXIOM = re.compile(r"^(SubClassOf|EquivalentClasses)\( ((?:<[^>]+>\s*)+)\)$", re.MULTILINE)


def classify(source: Path, java: str) -> dict[str, object]:
    """Return whether the triples are consistent, and what HermiT says of their classes.

    What HermiT prints is read here, not what owlready2 writes into its graph: there, what was inferred of a class is mixed
    up with what was inferred of an individual of the same name.
    """
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    with source.open("rb") as triples:
        world.get_ontology("urn:rightsnet:source").load(fileobj=triples)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stderr(printed):
            owlready2.sync_reasoner_hermit(world, debug=2)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"consistent": False}
    except owlready2.OwlReadyJavaError as error:
        return {"failure": str(error)}
    found = _AXIOM.findall(printed.getvalue())
    return {"consistent": True, "axioms": [[kind, re.findall(r"<([^>]+)>", names)] for kind, names in found]}


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(classify(Path(sys.argv[1]), sys.argv[3])), encoding="utf-8")
