"""What every room needs and nobody owns: time, identifiers, text, refusals, cursors. Standard library only."""
