"""``python -m nlp`` is the command ``gongkai``."""

from nlp.cli import main

main()
