"""A vocabulary small enough to know by heart, for exact messages, and the whole one."""

import pytest

from rdf.reading import law_files, ontology_files
from rightsnet.rdf.facts import Facts
from rightsnet.rdf.vocabulary import Vocabulary

TERMS = """
@prefix rn:   <https://w3id.org/rightsnet/ns#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex:   <https://example.org/terms#> .

rn:HostingProvider rdfs:subClassOf rn:Actor ; rdfs:label "hosting provider"@en .
rn:OnlinePlatform rdfs:subClassOf rn:HostingProvider ; rdfs:label "online platform"@en , "plateforme en ligne"@fr .
rn:VideoSharingPlatform rdfs:subClassOf rn:OnlinePlatform , rn:Broadcaster ; rdfs:label "video-sharing platform"@en ;
    skos:altLabel "video site"@en ; skos:definition "A service for watching videos that users upload."@en .
rn:Broadcaster rdfs:subClassOf rn:Actor ; rdfs:label "broadcaster"@en .
rn:State rdfs:subClassOf rn:Actor ; rdfs:label "State"@en ; skos:altLabel "authority"@en .
rn:Ministry rdfs:subClassOf rn:Actor ; rdfs:label "ministry"@en ; skos:altLabel "authority"@en .
rn:Union rdfs:subClassOf rn:Actor ; rdfs:label "European Union"@en .
rn:RemoveContent rdfs:subClassOf rn:Action ; rdfs:label "remove content"@en ; skos:altLabel "take down"@en .
rn:TerroristContent rdfs:subClassOf rn:NormObject ; rdfs:label "terrorist content"@en .
rn:NoticeReceived rdfs:subClassOf rn:Circumstance ; rdfs:label "notice received"@en .
rn:Always owl:equivalentClass rn:Circumstance ; rdfs:label "always"@en .
rn:Privacy rdfs:subClassOf rn:HumanRight ; rdfs:label "privacy"@en .
rn:Security rdfs:subClassOf rn:PolicyArea ; rdfs:label "security"@en .
rn:NationalSecurity rdfs:subClassOf rn:Aim ; rdfs:label "national security"@en .
rn:Appeal rdfs:subClassOf rn:Safeguard ; rdfs:label "appeal"@en .
rn:Country rdfs:subClassOf rn:Place .
rn:Organisation rdfs:subClassOf rn:Place .
rn:GBR a rn:Country ; rdfs:label "United Kingdom"@en , "Royaume-Uni"@fr ; skos:altLabel "UK"@en ;
    rn:isoAlpha2 "GB" ; rn:isoAlpha3 "GBR" ; rn:m49 "826" .
rn:NOR a rn:Country ; rdfs:label "Norway"@en ; rn:isoAlpha2 "NO" ; rn:isoAlpha3 "NOR" ; rn:m49 "578" .
rn:AUS a rn:Country ; rdfs:label "Australia"@en ; rn:isoAlpha2 "AU" ; rn:isoAlpha3 "AUS" .
rn:AU a rn:Organisation ; rdfs:label "African Union"@en .
rn:EU a rn:Organisation ; rdfs:label "European Union"@en .
rn:NationalStatute a rn:Rank ; rdfs:label "national statute"@en ; skos:altLabel "statute"@en .
rn:NationalConstitution a rn:Rank ; rdfs:label "national constitution"@en .
rn:Proposed a rn:Status ; rdfs:label "proposed"@en .
rn:InForce a rn:Status ; rdfs:label "in force"@en .
rn:MonthlyActiveUsers a rn:Measure ; rdfs:label "monthly active users"@en .
rn:BestEffort a rn:Strength ; rdfs:label "best effort"@en .
rn:NonBinding a rn:Force ; rdfs:label "non-binding"@en .
rn:Protect a rn:ObligationKind ; rdfs:label "duty to protect"@en .
ex:Streamer rdfs:subClassOf rn:Broadcaster ; rdfs:label "live streamer"@en .
"""

LAW = """
@prefix rn:   <https://w3id.org/rightsnet/ns#> .
@prefix id:   <https://w3id.org/rightsnet/id/> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

id:gdpr a rn:Instrument ; rdfs:label "GDPR" .
id:gdpr-17-1 a rn:Provision ; rdfs:label "GDPR art. 17(1)" .
id:gdpr-17-1-erasure a rn:Obligation ; rdfs:label "GDPR art. 17(1)" ; rn:bearer id:gdpr-17-1-bearers .
id:gdpr-17-1-bearers a owl:Class ; rdfs:label "platform or State"@en ;
    owl:equivalentClass [ a owl:Class ; owl:unionOf ( rn:OnlinePlatform rn:State ) ] .
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """Return a vocabulary of some thirty terms and one citable law."""
    place = tmp_path_factory.mktemp("vocabulary")
    (place / "terms.ttl").write_text(TERMS, encoding="utf-8")
    (place / "law.ttl").write_text(LAW, encoding="utf-8")
    return Vocabulary(Facts.from_turtle([place / "terms.ttl"]), Facts.from_turtle([place / "law.ttl"]))


@pytest.fixture(scope="session")
def whole() -> Vocabulary:
    """Return the vocabulary that comes with rightsnet."""
    return Vocabulary(Facts.from_turtle(ontology_files()), Facts.from_turtle(law_files()))
