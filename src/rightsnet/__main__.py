"""``python -m rightsnet`` is the command ``rightsnet``."""

from rightsnet.cli.main import run

if __name__ == "__main__":
    run()
