"""A question in Cypher is matched with the questions that have a name, by the labels and relationships in it."""

from __future__ import annotations

import pytest

from netmap.analysis.queries.in_cypher import same_questions
from netmap.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("cypher", "first"),
    [
        ("MATCH (a:Actor) RETURN a", "actors"),
        ("MATCH (a:`Actor`) RETURN a", "actors"),
        ("MATCH (a:Actor)-[:COOPERATES_WITH]->(b:Actor) RETURN a, b", "cooperations"),
        ("MATCH (:Actor)-[r:MIGHT_COOPERATE_WITH|COOPERATED_WITH]-() RETURN r", "planned_or_wished"),
        ("MATCH (:Forum)<-[:MEMBER_OF]-(a:Actor) RETURN a.name", "forum_members"),
        ("MATCH (n:Need)-[:IN_DISTRICT]->(d) RETURN n", "needs"),
        ("MATCH (n:Offer)-[:IN_AREA]->(:EducationArea) RETURN n", "offers_by_area"),
    ],
)
def test_a_relationship_says_more_than_a_label(cypher: str, first: str):
    assert same_questions(cypher, vocabulary())[0] == first


@pytest.mark.parametrize("cypher", ["", "RETURN 1", "MATCH (n) RETURN n", "MATCH (n:Nothing) RETURN n", "::|`"])
def test_what_names_nothing_known_has_no_answer_of_its_own(cypher: str):
    assert same_questions(cypher, vocabulary()) == []
