-- What the version said when the replay was ordered: a draft may be edited meanwhile. NULL for those that ended before.
ALTER TABLE replay
  ADD COLUMN expression VARCHAR(2000) NULL,
  ADD COLUMN verdict    VARCHAR(8)    NULL,
  ADD COLUMN message    VARCHAR(200)  NULL,
  ADD COLUMN priority   INT           NULL;
UPDATE replay r JOIN rule_version v ON v.rule_code = r.rule_code AND v.version = r.version
  SET r.expression = v.expression, r.verdict = v.verdict, r.message = v.message, r.priority = v.priority
  WHERE r.state = 'RUNNING';
