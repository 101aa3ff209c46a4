-- Sealed pictures and recordings. missing is how many parts have not come; event is the id of the event that shows it,
-- null until that is in the log.
CREATE TABLE blob (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  space integer NOT NULL REFERENCES space (number),
  id bytea NOT NULL,
  author bytea NOT NULL,
  length integer NOT NULL,
  missing integer NOT NULL,
  begun_at integer NOT NULL,
  event bytea,
  UNIQUE (space, id)
);
-- For what an event showed, when it is taken back.
CREATE INDEX blob_by_event ON blob (space, event) WHERE event IS NOT NULL;
-- For how much somebody keeps here, and for what nobody came back to show.
CREATE INDEX blob_by_author ON blob (author);
CREATE INDEX blob_begun ON blob (begun_at) WHERE event IS NULL;

-- A part of 128 KiB is a row, so that each is durable by itself and a broken line loses no more than one.
CREATE TABLE blob_part (
  blob integer NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (blob, part)
);
-- Sealed bytes do not pack, so nobody tries.
ALTER TABLE blob_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
