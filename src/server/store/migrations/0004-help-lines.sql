-- What the host made of a help line: hid it, wrote it anew, or added it. A line without a row is as it came along.
-- line is JSON; number keeps those that were added in their order.
CREATE TABLE help_line (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hidden INTEGER NOT NULL,
  line TEXT
) STRICT;
