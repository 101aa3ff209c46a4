-- A person who is not here any more: only the chain is left, which says that it ends.
ALTER TABLE person ADD COLUMN closed integer NOT NULL DEFAULT 0;
