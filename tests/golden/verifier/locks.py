"""What signs, derives, seals and opens. HKDF is RFC 5869 and HPKE is RFC 9180, base mode, both written out."""

import hashlib
import hmac

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .form import Wrong, digest, read, same, unpad, write

ZERO_NONCE = bytes(12)


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def extract(salt, secret):
    return mac(salt or bytes(32), secret)


def expand(prk, info, length):
    out = block = b""
    for counter in range(1, -(-length // 32) + 1):
        block = mac(prk, block + info + bytes([counter]))
        out += block
    return out[:length]


def derive(secret, salt, info):
    return expand(extract(salt, secret), info, 32)


def open_aead(key, nonce, aad, sealed):
    try:
        return AESGCM(key).decrypt(nonce, sealed, aad)
    except InvalidTag:
        raise Wrong("what was sealed does not open") from None


class SignKey:
    def __init__(self, seed):
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = raw(self.key)

    def sign(self, label, statement):
        return self.key.sign(b"bw1/" + label.encode() + b"\0" + statement)


def check_signature(label, public, statement, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, b"bw1/" + label.encode() + b"\0" + statement)
    except InvalidSignature:
        raise Wrong(f"a signature of a {label} is wrong") from None


KEM = b"KEM" + (0x20).to_bytes(2, "big")
SUITE = b"HPKE" + b"".join(n.to_bytes(2, "big") for n in (0x20, 1, 2))


def labeled_extract(suite, salt, label, ikm):
    return extract(salt, b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite, prk, label, info, length):
    return expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


class SealKey:
    """A key pair from a seed: DeriveKeyPair for X25519, section 7.1.3."""

    def __init__(self, seed):
        prk = labeled_extract(KEM, b"", b"dkp_prk", seed)
        self.key = X25519PrivateKey.from_private_bytes(labeled_expand(KEM, prk, b"sk", b"", 32))
        self.public = raw(self.key)

    def open(self, use, receiver, subject, number, prev, sealed):
        info = b"bw1/" + use.encode() + b"\0"
        info += write({"suite": 1, "subject": subject, "number": number, "prev": prev})
        enc, ciphertext = sealed[:32], sealed[32:]
        key, nonce = self.key_schedule(self.decap(enc), info)
        return open_aead(key, nonce, receiver, ciphertext)

    def decap(self, enc):
        shared = self.key.exchange(X25519PublicKey.from_public_bytes(enc))
        prk = labeled_extract(KEM, b"", b"eae_prk", shared)
        return labeled_expand(KEM, prk, b"shared_secret", enc + self.public, 32)

    def key_schedule(self, shared, info):
        psk_id = labeled_extract(SUITE, b"", b"psk_id_hash", b"")
        context = b"\0" + psk_id + labeled_extract(SUITE, b"", b"info_hash", info)
        secret = labeled_extract(SUITE, shared, b"secret", b"")
        key = labeled_expand(SUITE, secret, b"key", context, 32)
        return key, labeled_expand(SUITE, secret, b"base_nonce", context, 12)


def raw(private):
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def event_key(secret, salt, core):
    return derive(secret, salt, b"bw1/event\0" + core["space"] + core["epoch"].to_bytes(4, "big"))


def open_event(secret, header, body):
    """The key that opens it, and what is inside."""
    same(header["bodyHash"], digest("body", body), "the body is the one that was signed")
    core = {key: value for key, value in header.items() if key != "bodyHash"}
    salt, commitment, sealed = body[:32], body[32:64], body[64:]
    ek, aad = event_key(secret, salt, core), write(core)
    same(mac(derive(ek, b"", b"bw1/key-commitment"), aad), commitment, "the key is the one committed to")
    payload = unpad(open_aead(derive(ek, b"", b"bw1/aead"), ZERO_NONCE, aad, sealed))
    read(payload)
    return ek, payload


def open_earlier(secret, space, epoch, earlier):
    aad = write({"space": space, "epoch": epoch, "earlier": earlier["epoch"]})
    return open_aead(derive(secret, b"", b"bw1/earlier\0" + aad), ZERO_NONCE, aad, earlier["sealed"])
