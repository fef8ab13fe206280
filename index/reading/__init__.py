"""Reading articles from files of many kinds, and saying what could not be read and why."""

from index.reading.files import KINDS_READ
from index.reading.reading import read_articles
from index.reading.report import Problem, ReadingReport

__all__ = ["KINDS_READ", "Problem", "ReadingReport", "read_articles"]
