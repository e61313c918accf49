"""Reports: each kind a file, which puts together what analyses found into a document of plain data."""
