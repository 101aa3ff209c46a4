-- Whose key of an epoch has not come, as they say: until they say that it has, or for a month.
CREATE TABLE box_ask (
  space integer NOT NULL REFERENCES space (number),
  person bytea NOT NULL,
  epoch integer NOT NULL,
  at integer NOT NULL,
  PRIMARY KEY (space, person, epoch)
);
