-- Under which secret passphrases are kept: its hash, which tells nothing of it. A server that comes with another secret
-- would let nobody in, and is told so before it starts.
CREATE TABLE setup (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  fingerprint BLOB NOT NULL
) STRICT;

-- What happens by the clock, and when it is due next.
CREATE TABLE job (
  name TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
