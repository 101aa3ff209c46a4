-- Sealed pictures and recordings. missing is how many parts have not come; event is the id of the event that shows it,
-- NULL until that is in the log.
CREATE TABLE blob (
  number INTEGER PRIMARY KEY,
  space INTEGER NOT NULL REFERENCES space (number),
  id BLOB NOT NULL,
  author BLOB NOT NULL,
  length INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  event BLOB,
  UNIQUE (space, id)
) STRICT;
-- For what an event showed, when it is taken back.
CREATE INDEX blob_by_event ON blob (space, event) WHERE event IS NOT NULL;
-- For how much somebody keeps here, and for what nobody came back to show.
CREATE INDEX blob_by_author ON blob (author);
CREATE INDEX blob_begun ON blob (begun_at) WHERE event IS NULL;

-- A part of 128 KiB is a row, so that each is durable by itself and a broken line loses no more than one.
CREATE TABLE blob_part (
  blob INTEGER NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (blob, part)
) STRICT;
