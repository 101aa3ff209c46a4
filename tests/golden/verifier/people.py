"""Accounts: where somebody's keys come from, and the chain of links that says which are in force."""

from .account import Unlocker, keys_hash
from .form import Wrong, digest, from_text, read, same, write
from .locks import SealKey, SignKey, check_signature


class Person:
    def __init__(self, vector):
        self.name = vector["name"]
        seeds = {use: from_text(seed) for use, seed in vector["seeds"].items()}
        for use, seed in seeds.items():
            label = use if use in ("passphrase", "kit") else f"{use} key"
            same(seed, digest("person", f"{self.name}'s {label}".encode()), "a seed comes from a name")
        self.sign, self.seal = SignKey(seeds["sign"]), SealKey(seeds["seal"])
        self.recovery = SignKey(seeds["recovery"])
        self.passphrase, self.kit = Unlocker("passphrase", seeds["passphrase"]), Unlocker("kit", seeds["kit"])
        self.line = read(from_text(vector["line"]))
        self.check_line()

    def check_line(self):
        """The roster's line follows from the keys: who somebody is, is the hash of their first link."""
        genesis = write(
            {
                "v": 1,
                "suite": 1,
                "type": "genesis",
                "signPk": self.sign.public,
                "sealPk": self.seal.public,
                "recoveryPk": self.recovery.public,
                "unlockersHash": keys_hash([self.passphrase.keys, self.kit.keys]),
            }
        )
        line = {
            "person": digest("person", genesis),
            "chainHead": digest("link", genesis),
            "link": 0,
            "signPk": self.sign.public,
            "sealPk": self.seal.public,
        }
        same(self.line, line, "a roster's line is what the chain says")

    def second(self):
        """The keys that somebody has after changing them."""
        seed = lambda use: digest("person", f"{self.name}'s second {use} key".encode())
        return SignKey(seed("sign")), SealKey(seed("seal"))


def check_chain(vector):
    """Walks a chain from its beginning; every state on the way stands beside it."""
    state = None
    for link_text, state_text in zip(vector["links"], vector["states"], strict=True):
        state = follow(state, read(from_text(link_text)))
        same(state, read(from_text(state_text)), "the chain says what it said")


def walk(links):
    state = None
    for link in links:
        state = follow(state, link)
    return state


def follow(before, signed):
    link = read(signed["link"])
    same((link["v"], link["suite"]), (1, 1), "a link is of this version")
    if before is None:
        same(link["type"], "genesis", "a chain begins with a genesis")
        check_signature("link", link["signPk"], signed["link"], signed["signature"])
        keys = {key: link[key] for key in ("signPk", "sealPk", "recoveryPk", "unlockersHash")}
        place = {"person": digest("person", signed["link"]), "head": digest("link", signed["link"]), "seq": 0}
        same(signed["by"], "current", "a genesis is signed by its own key")
        return {**place, **keys, "closed": False}
    same((link["seq"], link["prev"]), (before["seq"] + 1, before["head"]), "a link follows the one before")
    same(before["closed"], False, "nothing follows a close")
    check_signers(before, link, signed)
    changes = {
        "rotate": lambda: {"signPk": link["signPk"], "sealPk": link["sealPk"]},
        "unlockers": lambda: {"unlockersHash": link["hash"]},
        "recovery": lambda: {"recoveryPk": link["pk"]},
        "close": lambda: {"closed": True},
    }
    change = changes[link["type"]]()
    return {**before, **change, "head": digest("link", signed["link"]), "seq": link["seq"]}


def check_signers(before, link, signed):
    """The recovery key, or the current one; where the owner could be locked out, with an unlocker in force beside it."""
    by_recovery = signed["by"] == "recovery"
    if not by_recovery:
        same(signed["by"], "current", "a link is by one of the two keys")
    key = before["recoveryPk"] if by_recovery else before["signPk"]
    check_signature("link", key, signed["link"], signed["signature"])
    if by_recovery or link["type"] == "rotate":
        return
    unlocker = signed["unlocker"]
    same(keys_hash(unlocker["set"]), before["unlockersHash"], "the set of unlockers is the one in force")
    if unlocker["signPk"] not in [one["signPk"] for one in unlocker["set"]]:
        raise Wrong("the unlocker is not of the set")
    check_signature("link", unlocker["signPk"], signed["link"], unlocker["signature"])
