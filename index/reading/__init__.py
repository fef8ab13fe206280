"""Reading articles from files of many kinds: ``read_articles`` yields them, ``ReadingReport`` says what went wrong."""

from index.reading.reading import read_articles
from index.reading.report import Problem, ReadingReport

__all__ = ["Problem", "ReadingReport", "read_articles"]
