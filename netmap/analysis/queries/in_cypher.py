"""Which question with a name answers what somebody asks the graph in Cypher."""

from __future__ import annotations

import re
from typing import Final

from netmap.vocabulary import Vocabulary

_NAMED: Final = re.compile(r"[:|]\s*!?`?([A-Za-z_]\w*)")


def same_questions(cypher: str, words: Vocabulary) -> list[str]:
    """Return the questions about the labels and relationships that a Cypher text names, those of most of them first.

    A relationship says more of what is asked than the labels at its ends. Nothing where it names none of them.

    >>> from netmap.vocabulary import vocabulary
    >>> same_questions("MATCH (a:Actor)-[:MEMBER_OF]->(f:Forum) RETURN a.name", vocabulary())
    ['forum_members', 'actors', 'forums']
    >>> same_questions("RETURN 1", vocabulary())
    []
    """
    named = set(_NAMED.findall(cypher))
    found = [(key, named & set(term.get("graph", ()))) for key, term in words["queries"].items()]
    told = [(key, names) for key, names in found if names]
    return [key for key, _names in sorted(told, key=lambda one: (not any(map(str.isupper, one[1])), -len(one[1])))]
