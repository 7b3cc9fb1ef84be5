# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Values as parameters write them, in every style (OpenAPI 3.2, 4.12.3 to 4.12.6)."""

from __future__ import annotations

from typing import Final, NamedTuple

from .errors import RequestError
from .escape import check_cookie, check_header, escape, escape_reserved
from .spec import Coding, Place, Style
from .texts import Tree, text_of


class Row(NamedTuple):
    """One row of the table in RFC 6570, appendix A, with the styles that OpenAPI adds."""

    first: str
    separator: str
    """Between exploded values."""
    delimiter: str
    """Between those that aren't."""
    named: bool
    if_empty: str
    """Follows the name of an empty value."""


ROWS: Final[dict[Style, Row]] = {
    "matrix": Row(";", ";", ",", True, ""),
    "label": Row(".", ".", ",", False, ""),
    "simple": Row("", ",", ",", False, ""),
    "form": Row("", "&", ",", True, "="),
    "spaceDelimited": Row("", "&", "%20", True, "="),
    "pipeDelimited": Row("", "&", "%7C", True, "="),
    "cookie": Row("", "; ", ",", True, "="),
    "deepObject": Row("", "&", "", True, "="),
}


class StyleWriter:
    """Writes values of one name, place and coding."""

    __slots__ = ("coding", "explode", "item", "label", "name", "one", "place", "row", "style")

    def __init__(self, name: str, place: Place, coding: Coding) -> None:
        self.name = name
        self.place = place
        self.coding = coding
        self.style: Style = coding.style or ("form" if place in ("query", "querystring", "cookie") else "simple")
        self.explode = self.style in ("form", "cookie") if coding.explode is None else coding.explode
        self.row = ROWS[self.style]
        if place == "cookie" and self.style == "form":
            # A cookie's values are never parted by an ampersand (OpenAPI 3.2, 4.12.5).
            self.row = self.row._replace(separator="; ")
        self.label = name if place == "header" or self.style == "cookie" else escape(name)
        # What parts values, in a single value and in one of several. A semicolon ends a matrix parameter wherever it
        # stands.
        self.one = ";" if self.style == "matrix" else ""
        self.item = ",;" if self.style == "matrix" else self.row.delimiter
        if self.explode:
            self.item = self.row.separator

    def write(self, value: Tree) -> str | None:
        """Gives a value as the URL, header or cookie takes it; None: nothing is written.

        Raises:
            RequestError: for what the place can't hold.
        """
        if self.style == "deepObject":
            texts = self._deep(escape(self.name), value)
            return "&".join(texts) if texts else None
        if not isinstance(value, (list, dict)):
            return self.row.first + self._labelled(self._encode(text_of(value), self.one))
        return self._exploded(value) if self.explode else self._joined(value)

    def _labelled(self, text: str) -> str:
        if not self.row.named:
            return text
        return f"{self.label}={text}" if text else self.label + self.row.if_empty

    def _joined(self, value: list[Tree] | dict[str, Tree]) -> str:
        """color=blue,black and color=R,100,G,200."""
        flat = value if isinstance(value, list) else [each for pair in value.items() for each in pair]
        return self.row.first + self._labelled(
            self.row.delimiter.join([self._encode(text_of(each), self.item) for each in flat])
        )

    def _exploded(self, value: list[Tree] | dict[str, Tree]) -> str | None:
        """color=blue&color=black and R=100&G=200. Nothing tells an empty list from an absent one; only in a path it
        can't be left out."""
        if isinstance(value, list):
            texts = [self._labelled(self._encode(text_of(item), self.item)) for item in value]
        else:
            encode = self._encode
            texts = [
                f"{encode(name, self.item).replace('=', '%3D')}={encode(text_of(item), self.item)}"
                for name, item in value.items()
            ]
        if texts:
            return self.row.first + self.row.separator.join(texts)
        if self.style == "matrix":
            return self.row.first + self.label
        return None if self.row.named else self.row.first

    def _deep(self, path: str, value: Tree) -> list[str]:
        """filter[name][first]=Ada. OpenAPI leaves deeper nesting and lists open; this is what most servers read."""
        if isinstance(value, list):
            return [text for index, item in enumerate(value) for text in self._deep(f"{path}%5B{index}%5D", item)]
        if isinstance(value, dict):
            return [text for name, item in value.items() for text in self._deep(f"{path}%5B{escape(name)}%5D", item)]
        return [f"{path}={self._encode(text_of(value), '')}"]

    def _encode(self, text: str, delimiter: str) -> str:
        """Escapes a text for its place, so that a delimiter in it isn't taken for one between values."""
        if self.place == "header":
            return check_header(self.name, text)
        if self.style == "cookie":
            return check_cookie(self.name, text)
        is_encoded = delimiter.startswith("%")
        if self.coding.allow_reserved:
            kept = "" if is_encoded else delimiter
            encoded = escape_reserved(text, in_path=self.place == "path", delimiters=kept)
        else:
            encoded = escape(text)
        if delimiter == ".":
            # A dot is unreserved, but it parts the exploded values of a label.
            return encoded.replace(".", "%2E")
        if is_encoded and delimiter in encoded:
            mark = " " if delimiter == "%20" else "|"
            raise RequestError(f"parameter {self.name!r} can't hold {mark!r}: in its style, that parts the values")
        return encoded
