"""An independent second opinion on findings, which shares nothing with what found them but the model."""

from rightsnet.checker.verdict import check

__all__ = ["check"]
