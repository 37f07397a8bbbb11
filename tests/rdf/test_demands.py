"""What instruments demand, reservations and notices, as they are read from Turtle."""

from __future__ import annotations

from datetime import date

import rdflib

from rightsnet.model.interval import EVER, period
from rightsnet.model.law import (
    ClauseForm,
    DerogationClause,
    DerogationNotice,
    Field,
    LimitationClause,
    Reservation,
    SafeguardDemand,
)
from rightsnet.model.names import ID, rn
from rightsnet.model.norm import Force, Provision
from rightsnet.rdf import reading
from rightsnet.rdf.demands import notices, reservations
from rightsnet.rdf.facts import Facts

HEAD = """
@prefix rn: <https://w3id.org/rightsnet/ns#> .
@prefix id: <https://w3id.org/rightsnet/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:pact a rn:Instrument ; rdfs:label "Pact" ; rn:inForceFrom "1970-01-01"^^xsd:date ; rn:force rn:BindingOnParties ;
    rn:place rn:EU ; rn:bindsStatesWithin rn:WithinScopeOfUnionLaw ; rn:bindsStatesIf "it implements the Pact"@en .
id:pact-1 a rn:Provision ; rdfs:label "Pact art. 1" ; rn:instrument id:pact .
id:pact-2 a rn:Provision ; rdfs:label "Pact art. 2" ; rn:instrument id:pact .
"""
ONE, TWO = (Provision(f"{ID}pact-{n}", f"Pact art. {n}", f"{ID}pact") for n in (1, 2))
SOURCE = {
    "instrument": f"{ID}pact",
    "place": rn("EU"),
    "validity": period(date(1970, 1, 1)),
    "force": Force.BINDING,
    "field": Field(rn("WithinScopeOfUnionLaw"), "it implements the Pact"),
}


def facts(text: str) -> Facts:
    return Facts.from_graph(rdflib.Graph().parse(data=HEAD + text, format="turtle"))


def test_a_clause_takes_what_binds_from_its_instrument_and_says_itself_whom_it_is_about() -> None:
    found = reading.read_body(
        facts(
            """
            id:pact-clause a rn:LimitationClause ; rn:provision id:pact-2 , id:pact-1 ; rn:limitsRight rn:RightToPrivacy ;
                rn:form rn:ListedAims ; rn:permittedAim rn:PublicOrder ; rn:legality "by law"@en ; rn:derogable false ;
                rn:addressee rn:BusinessEnterprise .
            """
        )
    ).demands
    expected = LimitationClause(
        **SOURCE,  # type: ignore[arg-type]
        id=f"{ID}pact-clause",
        provisions=(ONE, TWO),
        addressee=rn("BusinessEnterprise"),
        right=rn("RightToPrivacy"),
        form=ClauseForm.LISTED_AIMS,
        aims=frozenset({rn("PublicOrder")}),
        legality="by law",
        derogable=False,
    )
    assert found.clauses == (expected,)


def test_a_provision_may_itself_demand_a_safeguard_and_safeguards_in_one_demand_are_alternatives() -> None:
    found = reading.read_body(
        facts(
            """
            id:pact-1 a rn:SafeguardDemand ; rn:demands rn:JudicialReview , rn:EffectiveRemedy ; rn:certainty "sure" ;
                rn:demandedFor rn:SurveillanceAct .
            """
        )
    ).demands
    expected = SafeguardDemand(
        **SOURCE,  # type: ignore[arg-type]
        id=f"{ID}pact-1",
        provisions=(ONE,),
        safeguards=frozenset({rn("JudicialReview"), rn("EffectiveRemedy")}),
        concerns=frozenset({rn("SurveillanceAct")}),
        certainty="sure",
    )
    assert found.safeguards == (expected,)


def test_a_derogation_clause_says_when_what_stands_and_what_it_must_come_with() -> None:
    found = reading.read_body(
        facts(
            """
            id:pact-emergency a rn:DerogationClause ; rn:provision id:pact-2 ; rn:circumstance rn:ArmedConflict ;
                rn:nonDerogableRight rn:RightToLife ; rn:safeguards rn:DerogationNotification .
            """
        )
    ).demands
    expected = DerogationClause(
        **SOURCE,  # type: ignore[arg-type]
        id=f"{ID}pact-emergency",
        provisions=(TWO,),
        circumstances=frozenset({rn("ArmedConflict")}),
        untouchable=frozenset({rn("RightToLife")}),
        safeguards=frozenset({rn("DerogationNotification")}),
    )
    assert found.derogations == (expected,)


def test_a_clause_without_a_form_or_a_provision_is_left_out() -> None:
    text = """
        id:a a rn:LimitationClause ; rn:provision id:pact-1 ; rn:limitsRight rn:RightToPrivacy .
        id:b a rn:LimitationClause ; rn:form rn:NoLimitation ; rn:limitsRight rn:RightToPrivacy .
        """
    assert reading.read_body(facts(text)).clauses == ()


def test_a_reservation_excludes_or_changes_a_provision_for_a_time() -> None:
    text = """
        id:r1 a rn:Reservation ; rn:reservingParty rn:FRA ; rn:reservedProvision id:pact-1 ;
            rn:reservationEffect rn:ExcludesProvision ; rn:effectiveFrom "1980-01-01"^^xsd:date .
        id:r2 a rn:Reservation ; rn:reservingParty rn:DEU ; rn:reservedProvision id:pact-2 ; rn:text "less"@en ;
            rn:reservationEffect rn:ModifiesProvision ; rn:certainty "sure" .
        id:r3 a rn:Reservation ; rn:reservingParty rn:DEU ; rn:reservedProvision id:pact-2 ;
            rn:effectiveFrom "1990-01-01"^^xsd:date ; rn:effectiveUntil "1980-01-01"^^xsd:date .
        """
    one, two = (frozenset({f"{ID}pact-{n}"}) for n in (1, 2))
    assert reservations(facts(text)) == (
        Reservation(id=f"{ID}r1", party=rn("FRA"), provisions=one, excludes=True, period=period(date(1980, 1, 1))),
        Reservation(
            id=f"{ID}r2", party=rn("DEU"), provisions=two, excludes=False, period=EVER, text="less", certainty="sure"
        ),
    )


def test_a_notice_of_derogation_names_the_state_the_treaty_and_the_time() -> None:
    text = """
        id:n1 a rn:DerogationNotice ; rn:derogatingParty rn:FRA ; rn:derogatesUnder id:pact ;
            rn:derogatedProvision id:pact-1 ; rn:effectiveFrom "2015-11-24"^^xsd:date ;
            rn:effectiveUntil "2017-11-01"^^xsd:date ; rn:certainty "fairly-sure" .
        id:n2 a rn:DerogationNotice ; rn:derogatingParty rn:FRA .
        """
    expected = DerogationNotice(
        id=f"{ID}n1",
        party=rn("FRA"),
        instrument=f"{ID}pact",
        period=period(date(2015, 11, 24), date(2017, 11, 1)),
        provisions=frozenset({f"{ID}pact-1"}),
        certainty="fairly-sure",
    )
    assert notices(facts(text)) == (expected,)
