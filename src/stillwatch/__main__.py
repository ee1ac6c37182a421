"""``python -m stillwatch`` is the command ``stillwatch``."""

from stillwatch.cli.main import run

if __name__ == "__main__":
    run()
