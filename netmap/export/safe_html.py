"""What keeps our pages safe: data that no parser mistakes for its own, and a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable


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
