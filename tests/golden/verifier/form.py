"""The shape of bytes: base64url, deterministic CBOR (RFC 8949 section 4.2), hashes with a label, padding."""

import base64
import hashlib

import cbor2


class Wrong(Exception):
    pass


def same(one, other, what):
    if one != other:
        raise Wrong(f"not so: {what}")


def from_text(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    same(base64.urlsafe_b64encode(data).rstrip(b"=").decode(), text, "base64url has one spelling")
    return data


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for extra, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * length:
            return bytes([major << 5 | extra]) + number.to_bytes(length, "big")
    raise Wrong("a number too large")


def write(value):
    """Only what may stand on the wire: text keys, whole numbers, bytes, text, lists, maps, yes and no."""
    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, (list, tuple)):
        return head(4, len(value)) + b"".join(map(write, value))
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise Wrong("keys are text")
        return head(5, len(value)) + b"".join(k + v for k, v in sorted((write(k), write(v)) for k, v in value.items()))
    raise Wrong(f"{type(value).__name__} does not stand on the wire")


def read(data):
    """Takes bytes only in their one spelling."""
    value = cbor2.loads(data)
    same(write(value), data, "CBOR is deterministic")
    return value


def digest(label, *parts):
    """H(label, x) of the protocol."""
    return hashlib.sha256(b"bw1/" + label.encode() + b"\0" + b"".join(parts)).digest()


def padded_length(length):
    """Padmé, from 256 upwards."""
    if length <= 256:
        return 256
    exponent = length.bit_length() - 1
    step = 1 << exponent - exponent.bit_length()
    return -(-length // step) * step


def unpad(padded):
    end = 4 + int.from_bytes(padded[:4], "big")
    same(len(padded), padded_length(end), "the padding is as long as it should be")
    same(padded[end:], bytes(len(padded) - end), "the padding is empty")
    return padded[4:end]
