-- Bytes stand as BLOBs, times as minutes since 1970. Nothing here can be read by whoever holds this file.

-- One row once the house is founded.
CREATE TABLE instance (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  community BLOB NOT NULL,
  card BLOB NOT NULL,
  card_written_at INTEGER NOT NULL
) STRICT;

-- link, chain_head, sign_pk and seal_pk repeat what the newest link of the chain says, so that no door walks a chain.
CREATE TABLE person (
  person BLOB PRIMARY KEY,
  chain BLOB NOT NULL,
  link INTEGER NOT NULL,
  chain_head BLOB NOT NULL,
  sign_pk BLOB NOT NULL,
  seal_pk BLOB NOT NULL,
  unlockers BLOB NOT NULL,
  passphrase TEXT NOT NULL,
  signin_name BLOB NOT NULL UNIQUE,
  kit_lookup BLOB NOT NULL UNIQUE,
  -- Hash of the account as it first came: a request that is sent twice gets its first answer.
  account_hash BLOB NOT NULL,
  last_letter INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Beside the person and not in it: a vault is large and is asked for rarely.
CREATE TABLE vault (
  person BLOB PRIMARY KEY REFERENCES person (person),
  version INTEGER NOT NULL,
  vault BLOB NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  person BLOB NOT NULL REFERENCES person (person),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A device that signed in once: it gets tries of its own, so that a stranger's tries never lock anybody out.
CREATE TABLE known_device (
  token_hash BLOB PRIMARY KEY,
  person BLOB NOT NULL REFERENCES person (person),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- number stands for the space's id in the tables that have many rows. state is what the commits and leaves up to
-- control_seq say. The head is the last row in entry.
CREATE TABLE space (
  number INTEGER PRIMARY KEY,
  space BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  control_seq INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;

-- A row stays when somebody leaves: a former member may still take back what they said, under the key they had.
CREATE TABLE membership (
  person BLOB NOT NULL,
  space INTEGER NOT NULL REFERENCES space (number),
  sign_pk BLOB NOT NULL,
  is_former INTEGER NOT NULL,
  PRIMARY KEY (person, space)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  space INTEGER NOT NULL REFERENCES space (number),
  sign_pk BLOB NOT NULL,
  until INTEGER NOT NULL,
  ended TEXT CHECK (ended IN ('used', 'closed')),
  PRIMARY KEY (space, sign_pk)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  space INTEGER NOT NULL REFERENCES space (number),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  type INTEGER NOT NULL,
  -- The hash of the log up to and with this place.
  hash BLOB NOT NULL,
  statement BLOB NOT NULL,
  signature BLOB NOT NULL,
  body BLOB
) STRICT;
-- Rows lie in the order in which they came, so that writing always goes to the end of the file; this finds a log's own.
CREATE UNIQUE INDEX entry_by_place ON entry (space, seq);

-- Which place an entry has: what makes sending twice harmless.
CREATE TABLE entry_id (
  space INTEGER NOT NULL,
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;

-- author is in the key, so that nobody's rubbish lies over somebody else's good box.
CREATE TABLE box (
  recipient BLOB NOT NULL,
  space INTEGER NOT NULL REFERENCES space (number),
  epoch INTEGER NOT NULL,
  author BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (recipient, space, epoch, author)
) STRICT, WITHOUT ROWID;

-- number counts from 1 for each receiver, so that it tells nobody how many letters others get.
CREATE TABLE letter (
  recipient BLOB NOT NULL,
  number INTEGER NOT NULL,
  sender BLOB NOT NULL,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (recipient, number)
) STRICT;
-- For what somebody sent today.
CREATE INDEX letter_by_sender ON letter (sender, at);

-- How often somebody knocked at somebody since that other last knocked; it outlives the letters.
CREATE TABLE knock_count (
  sender BLOB NOT NULL,
  recipient BLOB NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (sender, recipient)
) STRICT, WITHOUT ROWID;
