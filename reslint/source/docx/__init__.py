"""Word files (.docx, .docm): read as Word shows them, written back with everything else untouched."""

from reslint.source.docx.read import read as read
