-- Where in the log somebody's time in a space ended: up to there a former member may still read, so that whoever was
-- removed while they were away hears of it, by whom and why. Unknown for those who went before.
ALTER TABLE membership ADD COLUMN ended_at INTEGER;
