"""The rules of procedure, version by version."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base


class RulesOfProcedure(Base):
    """One adopted version of the rules of procedure, as data (`procedure.Procedure`)."""

    __tablename__ = "rules_of_procedure"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    adopted_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
