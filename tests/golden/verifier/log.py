"""A space: every entry checked and opened, and the state that everybody folds from commits and leaves."""

from .form import Wrong, digest, from_text, read, same, write
from .locks import check_signature, open_earlier, open_event

HISTORY = {"solo": "from-invitation", "pair": "from-invitation", "community": "all"}
LINE = ("person", "chainHead", "link", "signPk", "sealPk")


class Log:
    def __init__(self, vector, people, invitations):
        self.space = from_text(vector["space"])
        self.secrets = [from_text(secret) for secret in vector["secrets"]]
        self.state, self.hash = None, digest("log", self.space)
        self.commits, self.commit_ids, self.ids = [], [], []
        self.former, self.authors = {}, []
        self.opened, self.reasons = [], []
        for place, (text, at, log_hash) in enumerate(
            zip(vector["entries"], vector["at"], vector["hashes"], strict=True), 1
        ):
            entry = read(from_text(text))
            same((entry["seq"], entry["at"]), (place, at), "an entry says its place and minute")
            self.take(entry)
            same(self.hash, from_text(log_hash), "the log's hash at a place")
        same(write(state_to_hash(self.state)), from_text(vector["state"]), "the state at the end")
        same(self.opened, [event_of(one) for one in vector["events"]], "the events open to what they held")
        same(len(self.secrets), self.state["epoch"], "there is a secret for each epoch")
        for text in vector["boxes"]:
            self.check_box(read(from_text(text)), people, invitations)

    def take(self, entry):
        (kind,) = set(entry) - {"seq", "at"}
        before = self.hash
        entry_id = getattr(self, f"take_{kind}")(entry[kind], entry["seq"])
        self.hash = digest("log", before, entry_id)
        self.ids.append(entry_id)

    def take_commit(self, signed, _seq):
        commit, commit_id = read(signed["commit"]), digest("commit", signed["commit"])
        before = {one["person"]: one["signPk"] for one in (self.state or {"members": []})["members"]}
        same((commit["v"], commit["suite"], commit["space"]), (1, 1, self.space), "a commit of this space")
        if self.state is None:
            named = {key: commit[key] for key in commit if key not in ("space", "keyHash", "stateHash")}
            same(self.space, digest("space", write(named)), "a space is called by its first commit")
            self.state = first_state(commit)
        else:
            same(commit["prev"], self.commit_ids[-1], "a commit follows the one before")
            self.check_cause(commit)
            self.state = next_state(self.state, commit)
        same(commit["stateHash"], digest("state", write(state_to_hash(self.state))), "the state after a commit")
        author = member(self.state, commit["author"])
        for removed in commit["removes"]:
            self.former[removed] = before[removed]
        check_signature("commit", author["signPk"], signed["commit"], signed["signature"])
        for add in commit["adds"]:
            self.check_acceptance(add)
        if "keyHash" in commit:
            secret = self.secrets[commit["epoch"] - 1]
            same(commit["keyHash"], digest("epoch-key", self.space, secret), "the hash of an epoch's secret")
        if "earlier" in commit:
            older = open_earlier(self.secrets[commit["epoch"] - 1], self.space, commit["epoch"], commit["earlier"])
            same(older, self.secrets[commit["earlier"]["epoch"] - 1], "the secret that is handed on")
        self.commits.append(commit)
        self.commit_ids.append(commit_id)
        return commit_id

    def check_cause(self, commit):
        """What the care circle signed beforehand: who shall go, or who shall have a seat in it."""
        for cause in commit["cause"]:
            said, signer = read(cause["statement"]), member(self.state, cause["signer"])
            label = "removal" if commit["removes"] else "care"
            check_signature(label, signer["signPk"], cause["statement"], cause["signature"])
            same(said["space"], self.space, "a statement of this space")
            added = self.commit_ids[member(self.state, said["person"])["since"] - 1]
            same(said["commit"], added, "a statement names the commit that added them")
            if not said["number"] < commit["number"] <= said["number"] + 50:
                raise Wrong("a statement has not lapsed")
            if label == "removal":
                same([said["person"]], commit["removes"], "they signed for whoever is removed")
                self.reasons.append(said["reason"])
            elif said["seat"] == "in":
                same(commit["care"], self.state["care"] + [said["person"]], "they signed for whoever comes in")
            else:
                rest = [one for one in self.state["care"] if one != said["person"]]
                same(commit["care"], rest, "they signed for whoever goes out")
        signers = [cause["signer"] for cause in commit["cause"]]
        same(len(set(signers)), len(signers), "each signs once")
        if commit["removes"] and len(set(signers) & set(self.state["care"])) < 2:
            raise Wrong("a removal is signed by two of the care circle")

    def check_acceptance(self, add):
        if "accept" not in add:
            return
        accept = add["accept"]
        said = {
            "space": self.space,
            "invitation": accept["invitation"],
            "person": add["person"],
            "chainHead": add["chainHead"],
        }
        check_signature("accept", accept["invitation"], write(said), accept["byInvitation"])
        check_signature("accept", add["signPk"], write(said), accept["byPerson"])

    def take_event(self, event, seq):
        header, event_id = read(event["header"]), digest("event", event["header"])
        same((header["v"], header["suite"], header["space"]), (1, 1, self.space), "an event of this space")
        same(header["epoch"], self.state["epoch"], "an event of this epoch")
        if header["commit"] not in self.commit_ids[self.state["epochStart"] - 1 :]:
            raise Wrong("an event names a commit of its epoch")
        same(header["seen"], {"seq": seq - 1, "hash": self.hash}, "its author had seen this log")
        for dropped in header.get("drops", []):
            same(self.author_of(dropped), header["author"], "people let go of their own")
        check_signature("event", member(self.state, header["author"])["signPk"], event["header"], event["signature"])
        if "body" in event:
            ek, payload = open_event(self.secrets[header["epoch"] - 1], header, event["body"])
            self.opened.append((seq, payload, ek))
        self.authors.append((event_id, header["author"]))
        return event_id

    def author_of(self, event_id):
        return dict(self.authors)[event_id]

    def take_leave(self, signed, _seq):
        leave = read(signed["leave"])
        leaver = member(self.state, leave["person"])
        same(leave["space"], self.space, "a leave of this space")
        same(leave["commit"], self.commit_ids[leaver["since"] - 1], "it names the commit that added them")
        check_signature("leave", leaver["signPk"], signed["leave"], signed["signature"])
        self.former[leave["person"]] = leaver["signPk"]
        self.state = left(self.state, leave["person"])
        return digest("leave", signed["leave"])

    def take_drop(self, signed, _seq):
        drop = read(signed["drop"])
        same(drop["space"], self.space, "a letting go in this space")
        for dropped in drop["ids"]:
            same(self.author_of(dropped), drop["person"], "people let go of their own")
        check_signature("drop", self.former[drop["person"]], signed["drop"], signed["signature"])
        return digest("drop", signed["drop"])

    def check_box(self, box, people, invitations):
        """A box belongs to the commit that began its epoch."""
        began = next(commit for commit in self.commits if commit["epoch"] == box["epoch"])
        seals = {invitation.sign_pk: [invitation.seal] for invitation in invitations}
        seals |= {person.line["person"]: [person.seal, person.second()[1]] for person in people}
        key = next(seal for seal in seals[box["to"]] if seal.public == self.seal_pk(box, began))
        opened = key.open("box", box["to"], self.space, began["number"], began["prev"], box["sealed"])
        same(opened, self.secrets[box["epoch"] - 1], "a box holds its epoch's secret")

    def seal_pk(self, box, began):
        lines = [line for commit in self.commits for line in commit["adds"] + commit["updates"]]
        lines = [line for line in lines if line["person"] == box["to"]]
        opens = [line for commit in self.commits for line in commit["opens"] if line["signPk"] == box["to"]]
        return (lines + opens)[-1]["sealPk"]


def event_of(vector):
    return vector["seq"], from_text(vector["payload"]), from_text(vector["ek"])


def member(state, person):
    return next(one for one in state["members"] if one["person"] == person)


def line_of(line):
    return {key: line[key] for key in LINE}


def first_state(commit):
    state = {
        "space": commit["space"],
        "kind": commit["kind"],
        "history": HISTORY[commit["kind"]],
        "number": commit["number"],
        "epoch": commit["epoch"],
        "keyHash": commit["keyHash"],
        "due": False,
        "members": [{**line_of(commit["adds"][0]), "since": 1}],
        "invitations": [],
        "everJoined": 1,
        "care": commit.get("care", []),
        "facilitators": [],
        "epochStart": 1,
    }
    return opened(state, commit)


def next_state(before, commit):
    same(commit["number"], before["number"] + 1, "commits are numbered without gaps")
    state = {**before, "number": commit["number"]}
    for add in commit["adds"]:
        state = joined(state, add, commit["number"])
    for removed in commit["removes"]:
        state = gone(state, removed)
    if "care" in commit:
        state = {**state, "care": commit["care"], "careMoved": commit["number"]}
        if len(commit["care"]) >= 3:
            state = {**state, "careStood": True}
    for update in commit["updates"]:
        state = updated(state, update)
    if commit["closes"]:
        open_still = [one for one in state["invitations"] if one["signPk"] not in commit["closes"]]
        state = {**state, "invitations": open_still, "due": True}
    if "keyHash" in commit:
        same(commit["epoch"], before["epoch"] + 1, "an epoch rises by one")
        raised = {"epoch": commit["epoch"], "keyHash": commit["keyHash"]}
        state = {**state, **raised, "due": False, "epochStart": commit["number"]}
    return opened(state, commit)


def opened(state, commit):
    by = {"opener": commit["author"], "number": commit["number"]}
    return {**state, "invitations": state["invitations"] + [{**one, **by} for one in commit["opens"]]}


def joined(state, add, number):
    used = [one for one in state["invitations"] if one["signPk"] == add["accept"]["invitation"]]
    same(len(used), 1, "an invitation is open when it is used")
    return {
        **state,
        "members": state["members"] + [{**line_of(add), "since": number}],
        "invitations": [one for one in state["invitations"] if one not in used],
        "everJoined": state["everJoined"] + 1,
    }


def updated(state, update):
    member(state, update["person"])
    move = lambda one: {**line_of(update), "since": one["since"]} if one["person"] == update["person"] else one
    return {**state, "members": [move(one) for one in state["members"]]}


def left(state, person):
    return {**gone(state, person), "due": True}


def gone(state, person):
    """Their open invitations go with them, and their part in the care circle."""
    moved = {"careMoved": state["number"]} if person in state["care"] else {}
    return {
        **state,
        **moved,
        "members": [one for one in state["members"] if one["person"] != person],
        "invitations": [one for one in state["invitations"] if one["opener"] != person],
        "care": [one for one in state["care"] if one != person],
    }


def state_to_hash(state):
    members = sorted(state["members"], key=lambda one: one["person"])
    invitations = sorted(state["invitations"], key=lambda one: one["signPk"])
    return {**state, "members": members, "invitations": invitations}
