-- Whose key of an epoch has not come, as they say: until they say that it has, or for a month.
CREATE TABLE box_ask (
  space INTEGER NOT NULL REFERENCES space (number),
  person BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (space, person, epoch)
) STRICT, WITHOUT ROWID;
