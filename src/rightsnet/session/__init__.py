"""Bodies of norms and what can be asked of them: the one place where RDF and rules meet."""

from rightsnet.model.finding import Severity
from rightsnet.model.norm import Provision
from rightsnet.session.converting import convert
from rightsnet.session.corpus import Corpus, law, load, none
from rightsnet.session.detecting import detect
from rightsnet.session.relating import relate, related, relation
from rightsnet.session.selecting import rule_names
from rightsnet.session.shipped import ontology_facts, vocabulary

__all__ = [
    "Corpus",
    "Provision",
    "Severity",
    "convert",
    "detect",
    "law",
    "load",
    "none",
    "ontology_facts",
    "relate",
    "related",
    "relation",
    "rule_names",
    "vocabulary",
]
