"""Python's collector of objects that refer to each other, in a program that answers."""

from __future__ import annotations

import gc
from pathlib import Path

from tests.own_archive import serving


def test_the_collector_looks_seldom_through_what_a_service_holds(tmp_path: Path) -> None:
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        article = {"id": "one", "outlet": "The Gull", "body": "Ferry fares will rise in June."}
        with serving([article], tmp_path):
            assert gc.get_threshold()[0] > 10_000
    finally:
        gc.set_threshold(*usual)
