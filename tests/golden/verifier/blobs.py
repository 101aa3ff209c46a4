"""Pictures and recordings: padded, cut into chunks, each sealed under its number and whether it is the last."""

import hashlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .form import from_text, padded_length, same

CHUNK = 64 * 1024


def seal(key, content):
    padded = len(content).to_bytes(4, "big") + content
    padded += bytes(padded_length(len(padded)) - len(padded))
    sealed = b""
    for start in range(0, len(padded), CHUNK):
        last = start + CHUNK >= len(padded)
        nonce = (start // CHUNK).to_bytes(11, "big") + bytes([last])
        sealed += AESGCM(key).encrypt(nonce, padded[start : start + CHUNK], b"bw1/blob")
    return sealed


def check(files):
    for file in files:
        content = bytes(index % 251 for index in range(file["length"]))
        sealed = seal(from_text(file["key"]), content)
        same(hashlib.sha256(sealed).digest(), from_text(file["hash"]), "a file is sealed under its key")
