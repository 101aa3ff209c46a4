-- What the host says to anybody, on the public page.
ALTER TABLE instance ADD COLUMN public_text TEXT NOT NULL DEFAULT '';

-- Cards that stood at the door before. People said yes to them, so what they said stays to be read.
CREATE TABLE former_card (
  number INTEGER PRIMARY KEY,
  card BLOB NOT NULL,
  card_written_at INTEGER NOT NULL
) STRICT;
