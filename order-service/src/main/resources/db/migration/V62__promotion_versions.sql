-- Versions are proposed by one operator and approved by another; only approved ones promise anything.
ALTER TABLE promotion_policy
  ADD COLUMN state           VARCHAR(10)  NOT NULL DEFAULT 'APPROVED',
  ADD COLUMN author          VARCHAR(64)  NOT NULL DEFAULT 'platform',
  ADD COLUMN proposed_at     DATETIME(3)  NOT NULL DEFAULT '2026-01-01',
  ADD COLUMN reason          VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN decided_by      VARCHAR(64)  NULL,
  ADD COLUMN decided_at      DATETIME(3)  NULL,
  ADD COLUMN decision_reason VARCHAR(200) NULL;

ALTER TABLE promotion_grant ADD KEY ix_promotion_grant_policy (policy_code, policy_version);
