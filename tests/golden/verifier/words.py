"""Links, kits, letters, and words to be typed or read aloud."""

import hashlib
import re
import unicodedata

from .account import Unlocker
from .form import Wrong, digest, from_text, read, same, write
from .locks import SealKey, SignKey, check_signature, derive

# Of the list of words of BIP-39, one to a line.
LIST_HASH = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"


def read_word_list(path):
    words = re.findall(r"\b[a-z]{3,8}\b", path.read_text().split("`")[1])
    same(hashlib.sha256("\n".join(words + [""]).encode()).hexdigest(), LIST_HASH, "the list is the one of BIP-39")
    return words


class Invitation:
    def __init__(self, secret):
        self.sign = SignKey(derive(secret, b"", b"bw1/invitation-sign"))
        self.seal = SealKey(derive(secret, b"", b"bw1/invitation-seal"))
        self.sign_pk = self.sign.public


def read_fragment(text):
    whole = from_text(text)
    data, check = whole[:-4], whole[-4:]
    same(digest("invitation", data)[:4], check, "the link was not altered")
    version, secret, space, number, commit, inviter, inviter_head = read(data)
    same(version, 1, "the link is of this version")
    named = {"secret": secret, "space": space, "number": number, "commit": commit}
    return {**named, "inviter": inviter, "head": inviter_head}


def check_kit(vector, word_list):
    numbers = [word_list.index(word) for word in vector["words"].split(" ")]
    bits = "".join(f"{number:011b}" for number in numbers)
    same(len(bits), 132, "a kit has twelve words")
    entropy = int(bits[:128], 2).to_bytes(16, "big")
    same(bits[128:], f"{hashlib.sha256(entropy).digest()[0] >> 4:04b}", "the last word carries the check")
    part = lambda label: derive(entropy, b"", b"bw1/kit-" + label)
    same(from_text(vector["recoveryPk"]), SignKey(part(b"recovery")).public, "the kit makes the recovery key")
    unlocker = Unlocker("kit", part(b"unlock"))
    same(from_text(vector["unlockerPk"]), unlocker.sign.public, "the kit makes its unlocker")
    same(from_text(vector["lookup"]), part(b"lookup"), "the kit makes the look-up id")


def check_letter(golden, sender, receiver, space):
    line = receiver.line
    opened = receiver.seal.open(
        "letter", line["person"], line["person"], line["link"], line["chainHead"], from_text(golden["letter"])
    )
    signed = read(opened)
    check_signature("letter", sender.line["signPk"], signed["letter"], signed["signature"])
    wanted = {
        "from": sender.line["person"],
        "to": line["person"],
        "space": space,
        "link": golden["fragment"],
        "words": golden["words"],
    }
    same(read(signed["letter"]), wanted, "the letter says what it said")


def check_signin(vector, person):
    statement = read(from_text(vector["statement"]))
    same(set(statement), {"origin", "person", "nonce"}, "what is signed to sign in")
    same(statement["person"], person.line["person"], "it names who signs in")
    signature = from_text(vector["signature"])
    check_signature("signin", person.line["signPk"], write(statement), signature)
    plain = unicodedata.normalize("NFKC", vector["name"]).lower()
    same(plain, vector["name"], "the name is written plainly")
    hashed = digest("signin-name", statement["origin"].encode(), plain.encode())
    same(from_text(vector["nameHash"]), hashed, "the name's hash")


def check_card(vector):
    card = from_text(vector["card"])
    read(card)
    same(from_text(vector["hash"]), digest("host-card", card), "the card's hash")


def check_safety(words, space, ids, word_list):
    data = digest("safety", space, *sorted(ids))
    bits = "".join(f"{byte:08b}" for byte in data)
    wanted = [word_list[int(bits[at : at + 11], 2)] for at in range(0, 66, 11)]
    same(words, " ".join(wanted), "the words that two read to each other")
