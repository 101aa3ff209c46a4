#!/usr/bin/python3
"""Reads every vector of bw1.json, care.json and blobs.json again, by another road than the code that wrote them.

It shares nothing with the TypeScript beside it but docs/protocol.md: what HPKE and HKDF are is written out here from
RFC 9180 and RFC 5869, and from a library come only SHA-256, HMAC, Ed25519, X25519, AES-GCM and the reading of CBOR.
Debian: apt-get install python3-cryptography python3-cbor2

    python3 tests/golden/verify.py            reads them all, and says so
    python3 tests/golden/verify.py --bites 50 then changes every 50th letter of them, each alone, and expects a no
"""

import json
import re
import sys
from pathlib import Path

from verifier import account, blobs, log, words
from verifier.form import Wrong, digest, from_text, read, same, write
from verifier.people import Person, check_chain

HERE = Path(__file__).resolve().parent
LIST = HERE.parent.parent / "node_modules/@scure/bip39/wordlists/english.js"


def verify(golden, word_list):
    verify_care(golden["care"], golden["people"])
    people = {p.name: p for p in (Person(v) for v in golden["people"])}
    ana, bo, cai = people["Ana"], people["Bo"], people["Cai"]
    check_chain(golden["chain"])

    fragment = words.read_fragment(golden["fragment"])
    invited = words.Invitation(fragment["secret"])
    pair = log.Log(golden["pair"], [ana, bo], [invited])
    same(fragment["space"], pair.space, "the link leads to the pair")
    same(fragment["commit"], pair.commit_ids[fragment["number"] - 1], "the link names the commit")
    same(fragment["inviter"], ana.line["person"], "the link names who invites")
    same(fragment["head"], ana.line["chainHead"], "the link names their chain")
    invitations = [words.Invitation(from_text(v["secret"])) for v in golden["invitations"]]
    for vector, invitation in zip(golden["invitations"], invitations):
        same(from_text(vector["signPk"]), invitation.sign_pk, "the secret makes the invitation's key")
    log.Log(golden["community"], [ana, bo, cai], invitations)
    log.Log(golden["solo"], [ana], [])

    passphrases = [ana.passphrase, account.Unlocker("passphrase", from_text(golden["nextPassphrase"]))]
    for vector, passphrase in zip(golden["accounts"], passphrases, strict=True):
        account.check(vector, [passphrase, ana.kit])
    words.check_kit(golden["kit"], word_list)
    words.check_letter(golden, ana, bo, pair.space)
    words.check_signin(golden["signin"], ana)
    words.check_card(golden["card"])
    ids = [ana.line["person"], bo.line["person"]]
    words.check_safety(golden["safetyWords"], pair.space, ids, word_list)
    blobs.check(golden["blobs"])
    if not re.fullmatch(r"\d+\.\d+\.\d+", golden["release"]):
        raise Wrong("the file names the release that wrote it")


def verify_care(care, people):
    """A file of its own: what a later piece of work brought stands beside what was there."""
    told = log.Log(care["log"], [Person(v) for v in people], [])
    reason = {"salt": from_text(care["reason"]["salt"]), "words": care["reason"]["words"]}
    same(digest("reason", write(reason)), from_text(care["reason"]["hash"]), "the hash of a reason")
    same(told.reasons, [from_text(care["reason"]["hash"])] * 2, "both signed for that reason")


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, path + (index,))
    else:
        yield path, value


def put(value, path, leaf):
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = leaf


def spoiled(leaf, at):
    """The same with one letter, or the number, another."""
    if isinstance(leaf, int):
        return leaf + 1
    other = "B" if leaf[at] == "A" else "A"
    return leaf[:at] + other + leaf[at + 1 :]


def bites(golden, word_list, every):
    """Changes one letter at a time; whatever is not refused is named."""
    tried, passed, count = 0, [], 0
    for path, leaf in list(leaves(golden)):
        if path[-1] == "release":
            continue
        for at in range(1 if isinstance(leaf, int) else len(leaf)):
            count += 1
            if count % every != 0:
                continue
            tried += 1
            put(golden, path, spoiled(leaf, at))
            try:
                verify(golden, word_list)
                passed.append((path, at))
            except Exception:  # whatever it says, it was noticed
                pass
            put(golden, path, leaf)
    return tried, passed


def main():
    golden = json.loads((HERE / "bw1.json").read_text())
    golden["care"] = json.loads((HERE / "care.json").read_text())
    golden["blobs"] = json.loads((HERE / "blobs.json").read_text())["files"]
    word_list = words.read_word_list(LIST)
    try:
        verify(golden, word_list)
    except Wrong as wrong:
        sys.exit(f"the vectors do not hold: {wrong}")
    print("Every vector of bw1.json, care.json and blobs.json was read again by another program, and holds.")
    if "--bites" not in sys.argv:
        return
    tried, passed = bites(golden, word_list, int(sys.argv[sys.argv.index("--bites") + 1]))
    for path, at in passed:
        print("not noticed:", ".".join(map(str, path)), "at", at)
    if passed:
        sys.exit(1)
    print(f"{tried} letters were changed, each alone, and each was noticed.")


main()
