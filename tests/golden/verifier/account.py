"""What a server hands to a new device, opened in the one order in which nothing false can be handed out."""

from .form import digest, from_text, read, same, unpad, write
from .locks import ZERO_NONCE, SealKey, SignKey, check_signature, derive, mac, open_aead


class Unlocker:
    """A passphrase, or a kit, as it lies open: three keys from one seed."""

    def __init__(self, use, seed):
        part = lambda label: derive(seed, b"", b"bw1/unlocker-" + label)
        self.sign, self.seal, self.mac_key = SignKey(part(b"sign")), SealKey(part(b"seal")), part(b"mac")
        self.keys = {"use": use, "signPk": self.sign.public, "sealPk": self.seal.public}


def keys_hash(keys):
    """Over the public halves of a set of unlockers, in the order of their keys."""
    return digest("unlockers", write(sorted(keys, key=lambda one: one["signPk"])))


def check(vector, unlockers):
    from .people import walk

    account = read(from_text(vector["account"]))
    vault_key, content = read(from_text(vector["vaultKey"])), read(from_text(vector["content"]))
    person, vault = account["person"], account["vault"]
    state = walk(account["chain"])
    same(person, state["person"], "the chain is of this person")
    publics = [{key: one[key] for key in ("use", "signPk", "sealPk")} for one in account["unlockers"]]
    same(keys_hash(publics), state["unlockersHash"], "the unlockers are those that the chain names")
    key = lambda one: one["signPk"]
    same(sorted(publics, key=key), sorted((one.keys for one in unlockers), key=key), "they are these two")
    for public in account["unlockers"]:
        mine = next(one for one in unlockers if one.keys["signPk"] == public["signPk"])
        same(public["mac"], mac(mine.mac_key, person), "an unlocker says whose account it is")
        opened = mine.seal.open("vault", person, person, 0, state["unlockersHash"], public["vaultKey"])
        same(opened, vault_key, "every unlocker leads to the vault key")

    same(vault["chainHead"], state["head"], "the vault belongs to this place of the chain")
    place = {"version": vault["version"], "chainHead": vault["chainHead"]}
    statement = write({**place, "hash": digest("vault", vault["ciphertext"])})
    check_signature("vault", state["signPk"], statement, vault["signature"])
    salt, sealed = vault["ciphertext"][:32], vault["ciphertext"][32:]
    plaintext = unpad(open_aead(derive(vault_key, salt, b"bw1/vault"), ZERO_NONCE, write(place), sealed))
    same(read(plaintext), content, "the vault holds what it held")
    same(content["person"], person, "the vault is of this person")
    same(SignKey(content["signSeed"]).public, state["signPk"], "its seed makes the key that signs")
    same(SealKey(content["sealSeed"]).public, state["sealPk"], "its seed makes the key that is sealed to")
