-- Set by an operator. The row stays: a file that still names the guardian is told so instead of bringing the tie back unseen.
ALTER TABLE guardianship ADD COLUMN ended_at DATETIME(3) NULL;

-- For requests nobody decides.
ALTER TABLE join_request ADD KEY ix_join_request_waiting (state, created_at);

-- For sessions that were ended before their time.
ALTER TABLE token_family ADD KEY ix_token_family_ended (ended_at);

-- When a file or a class teacher first said that there is this child; null while only a guardian did.
ALTER TABLE student ADD COLUMN confirmed_at DATETIME(3) NULL;

UPDATE student SET confirmed_at = updated_at WHERE EXISTS (
  SELECT 1 FROM enrolment e WHERE e.student_id = student.id AND (e.reason <> 'SCAN' OR e.started_by IS NULL
    OR NOT EXISTS (SELECT 1 FROM guardianship g WHERE g.student_id = e.student_id AND CAST(g.guardian_id AS CHAR) = e.started_by)));
