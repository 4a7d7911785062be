"""The Panel's command line: `./run panel <command>`, or `flask --app wsgi panel <command>`.

Commands act as the system, through the same acts as everyone: what they do is in the record.
"""

from panel.cli.group import panel

__all__ = ["panel"]
