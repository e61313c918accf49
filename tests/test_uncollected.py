"""The garbage collector is left alone while records are made, and only then."""

from __future__ import annotations

import gc

import pytest

from netmap.uncollected import uncollected


def test_it_is_on_again_afterwards_also_after_an_error():
    def broken() -> None:
        with uncollected():
            assert not gc.isenabled()
            int("bad")

    with pytest.raises(ValueError, match="invalid literal"):
        broken()
    assert gc.isenabled()


def test_contexts_may_be_nested():
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_function_may_be_made_so():
    @uncollected()
    def off() -> bool:
        return not gc.isenabled()

    assert (off(), off(), gc.isenabled()) == (True, True, True)
