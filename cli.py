"""Run netmap's command line from a checkout: `python cli.py gaps` is `netmap gaps`."""

from netmap.cli import app

if __name__ == "__main__":
    app()
