"""Brotli, or gzip, for what compresses: scripts and styles once a process, pages and JSON as they leave."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
from flask import Flask, Response, request

TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml"})
FILES = ("/assets/", "/_dash-component-suites/")
MOST_FILES = 200
SMALLEST = 500
LEVEL = 5

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda plain: brotli.compress(plain, quality=LEVEL),
    "gzip": lambda plain: gzip.compress(plain, LEVEL, mtime=0),
}


def add_compression(server: Flask) -> None:
    """Exports and photographs are streams and are left alone."""
    kept: dict[tuple, bytes] = {}  # a few megabytes for all of Dash

    @server.after_request
    def compress(response: Response) -> Response:
        is_file = request.path.startswith(FILES)
        if response.mimetype not in TYPES or response.status_code != 200 or (response.is_streamed and not is_file):
            return response
        response.vary.add("Accept-Encoding")
        encoding = request.accept_encodings.best_match(["br", "gzip", "identity"])
        if encoding not in ENCODERS or request.method != "GET" or "Content-Encoding" in response.headers:
            return response
        etag = response.get_etag()[0]
        key = (encoding, request.path, etag or response.last_modified)
        packed = kept.get(key)
        if packed is None:
            response.direct_passthrough = False
            plain = response.get_data()
            if len(plain) < SMALLEST:
                return response
            packed = ENCODERS[encoding](plain)
            if is_file and len(kept) < MOST_FILES:
                kept[key] = packed
        response.direct_passthrough = False
        response.set_data(packed)
        response.headers["Content-Encoding"] = encoding
        if etag:
            response.set_etag(etag, weak=True)
        return response
