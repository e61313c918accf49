"""What keeps our pages safe: what is put in is text, data no parser mistakes for its own, nothing else may load."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def pages(asset: Callable[[str], str]) -> Environment:
    """Return what makes our pages from templates, which `asset` gives by their names.

    What is put in is text, never markup; a name that a page is not given is an error, as it would leave a hole in it.

    >>> pages(lambda name: "<b>{{ " + name + " }}</b>").get_template("who").render(who="<i>")
    '<b>&lt;i&gt;</b>'
    """
    import jinja2

    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(asset),
    )


def as_script(data: object) -> str:
    r"""Return data as JSON that no HTML or JavaScript parser can mistake for its own.

    >>> as_script({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def policy(style: str, scripts: Iterable[str] = (), *, more: str = "") -> str:
    """Return a content security policy: nothing is loaded from anywhere, only this style and these scripts are used.

    `more` are further directives, such as where pictures may come from.

    >>> policy("", more="img-src data:").split("; ")[-3:]
    ['img-src data:', "base-uri 'none'", "form-action 'none'"]
    """
    allowed = [f"script-src {_sums(scripts)}"] if (scripts := list(scripts)) else []
    allowed += [f"style-src {_sums([style])}", *([more] if more else []), "base-uri 'none'", "form-action 'none'"]
    return "; ".join(["default-src 'none'", *allowed])


def _sums(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
