-- Bytes stand as bytea, times as minutes since 1970. Nothing here can be read by whoever holds this database.
-- Columns are called as in the other store, so that most statements are written once for both.

-- One row once the house is founded.
CREATE TABLE instance (
  one integer PRIMARY KEY CHECK (one = 1),
  community bytea NOT NULL,
  card bytea NOT NULL,
  card_written_at integer NOT NULL,
  -- What the host says to anybody, on the public page.
  public_text text NOT NULL DEFAULT ''
);

-- Cards that stood at the door before. People said yes to them, so what they said stays to be read.
CREATE TABLE former_card (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card bytea NOT NULL,
  card_written_at integer NOT NULL
);

-- What the host made of a help line: hid it, wrote it anew, or added it. A line without a row is as it came along.
-- line is JSON; number keeps those that were added in their order.
CREATE TABLE help_line (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  hidden integer NOT NULL,
  line text
);

-- Under which secret passphrases are kept: its hash, which tells nothing of it.
CREATE TABLE setup (
  one integer PRIMARY KEY CHECK (one = 1),
  fingerprint bytea NOT NULL
);

-- link, chain_head, sign_pk and seal_pk repeat what the newest link of the chain says, so that no door walks a chain.
CREATE TABLE person (
  person bytea PRIMARY KEY,
  chain bytea NOT NULL,
  link integer NOT NULL,
  chain_head bytea NOT NULL,
  sign_pk bytea NOT NULL,
  seal_pk bytea NOT NULL,
  unlockers bytea NOT NULL,
  passphrase text NOT NULL,
  signin_name bytea NOT NULL UNIQUE,
  kit_lookup bytea NOT NULL UNIQUE,
  -- Hash of the account as it first came: a request that is sent twice gets its first answer.
  account_hash bytea NOT NULL,
  last_letter integer NOT NULL DEFAULT 0
);

-- Beside the person and not in it: a vault is large and is asked for rarely.
CREATE TABLE vault (
  person bytea PRIMARY KEY REFERENCES person (person),
  version integer NOT NULL,
  vault bytea NOT NULL
);

-- What an account's vault and unlockers were before they were changed, for whoever holds the recovery key.
CREATE TABLE former_account (
  rowid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person bytea NOT NULL REFERENCES person (person),
  at integer NOT NULL,
  unlockers bytea NOT NULL,
  vault bytea NOT NULL
);
-- For one person's own, and in the order in which they were let go.
CREATE INDEX former_account_by_person ON former_account (person, at);

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  person bytea NOT NULL REFERENCES person (person),
  until integer NOT NULL
);

-- A device that signed in once: it gets tries of its own, so that a stranger's tries never lock anybody out.
CREATE TABLE known_device (
  token_hash bytea PRIMARY KEY,
  person bytea NOT NULL REFERENCES person (person),
  until integer NOT NULL
);

-- number stands for the space's id in the tables that have many rows. state is what the commits and leaves up to
-- control_seq of its head say.
CREATE TABLE space (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  space bytea NOT NULL UNIQUE,
  kind text NOT NULL,
  state bytea NOT NULL
);

-- Where each log stands. This row is what writers queue at, so it is small, and there is room to write it again on the
-- page where it lies.
CREATE TABLE head (
  space integer PRIMARY KEY REFERENCES space (number),
  seq integer NOT NULL,
  hash bytea NOT NULL,
  control_seq integer NOT NULL
) WITH (fillfactor = 50);

-- A row stays when somebody leaves: a former member may still take back what they said, under the key they had.
CREATE TABLE membership (
  person bytea NOT NULL,
  space integer NOT NULL REFERENCES space (number),
  sign_pk bytea NOT NULL,
  is_former integer NOT NULL,
  PRIMARY KEY (person, space)
);

CREATE TABLE invitation (
  space integer NOT NULL REFERENCES space (number),
  sign_pk bytea NOT NULL,
  until integer NOT NULL,
  ended text CHECK (ended IN ('used', 'closed')),
  PRIMARY KEY (space, sign_pk)
);

CREATE TABLE entry (
  space integer NOT NULL REFERENCES space (number),
  seq integer NOT NULL,
  at integer NOT NULL,
  type integer NOT NULL,
  id bytea NOT NULL,
  -- The hash of the log up to and with this place.
  hash bytea NOT NULL,
  statement bytea NOT NULL,
  signature bytea NOT NULL,
  body bytea,
  PRIMARY KEY (space, seq),
  -- Which place an entry has: what makes sending twice harmless.
  UNIQUE (space, id)
);
-- Sealed bytes do not pack, so nobody tries.
ALTER TABLE entry ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE vault ALTER COLUMN vault SET STORAGE EXTERNAL;

-- author is in the key, so that nobody's rubbish lies over somebody else's good box.
CREATE TABLE box (
  recipient bytea NOT NULL,
  space integer NOT NULL REFERENCES space (number),
  epoch integer NOT NULL,
  author bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (recipient, space, epoch, author)
);

-- number counts from 1 for each receiver, so that it tells nobody how many letters others get.
CREATE TABLE letter (
  recipient bytea NOT NULL,
  number integer NOT NULL,
  sender bytea NOT NULL,
  at integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (recipient, number)
);
-- For what somebody sent today.
CREATE INDEX letter_by_sender ON letter (sender, at);

-- How often somebody knocked at somebody since that other last knocked; it outlives the letters.
CREATE TABLE knock_count (
  sender bytea NOT NULL,
  recipient bytea NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (sender, recipient)
);

-- What happens by the clock, and when it is due next.
CREATE TABLE job (
  name text PRIMARY KEY,
  due_at integer NOT NULL
);

-- What lasts minutes: halves of a sign-in, nonces, counted tries. Unlogged, so it costs no disk and goes with a crash.
-- Times are milliseconds here.
CREATE UNLOGGED TABLE passing (
  key text PRIMARY KEY,
  value bytea NOT NULL,
  until bigint NOT NULL
);
CREATE UNLOGGED TABLE tally (
  key text PRIMARY KEY,
  count integer NOT NULL,
  until bigint NOT NULL
);
