-- What an account's vault and unlockers were before they were changed, for whoever holds the recovery key: a thief who
-- holds a device may write over the vault, and must not be able to take away what was in it.
CREATE TABLE former_account (
  person BLOB NOT NULL REFERENCES person (person),
  at INTEGER NOT NULL,
  unlockers BLOB NOT NULL,
  vault BLOB NOT NULL
) STRICT;
-- For one person's own, and in the order in which they were let go.
CREATE INDEX former_account_by_person ON former_account (person, at);
