"""The pages of those who score: blind judges see codes only, desk officers read the papers."""

from judging.web.judge import confirming, flight, interest, papers, sheet
from judging.web.judge.pages import blueprint

__all__ = ["blueprint", "confirming", "flight", "interest", "papers", "sheet"]
