"""Documents: one tree for everything the Panel issues, and one writer for each format it is issued in.

The room owns the tree (`tree`), the small Markdown in which people write (`markup`) and the writers (`html`, `pdf`,
`docx`), listed in `formats`. It reads no record and knows no reader: `sessions`, `understandings` and `threads` build
trees, the faces send the bytes. It is pure: no Flask and no SQL. The same tree gives the same bytes on every machine
with the same locked libraries, so that a copy of a document can be checked by its digest.

What a writer prints in its own voice ("Draft", "Original", "Annex") is in `labels`, in the language of the
document and not of the visitor who asks for it.
"""
