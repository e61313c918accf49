"""A real Chromium for the tests of pages: no request may leave, and nothing may complain in the console."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start the system's Chromium; skip where there is none, but never on the server that decides."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def watched(chromium: Any, *allowed: str) -> Iterator[Callable[..., Any]]:
    """Give what opens pages of a folder; fail at the end if one asked for anything but what is allowed, or complained."""
    contexts, complaints = [], []

    def opened(path: Path, **options: Any) -> Any:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 720}} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(allowed) else complaints.append(request.url))
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def show(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a file in a page of its own; at the end of the test, fail if it asked for anything else or complained."""
    contexts, complaints = [], []

    def opened(path: Path, fragment: str = "", **options: Any) -> Any:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 720}, "locale": "de-DE"} | options))
        contexts.append(context)

        def stop(route: Any) -> None:
            if route.request.url.split("#")[0] == path.as_uri():
                route.continue_()
            else:
                complaints.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", stop)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"opened a dialog: {dialog.message}"))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait_for_function("() => window.netmap?.ready === true")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
