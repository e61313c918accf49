"""Benchmarks: ratios against a yardstick, measured in one run, so that they mean the same on every machine.

Each `bench_*.py` here has a function `run(quick: bool) -> list[Row]`; `python -m benchmarks` runs them all.
"""
