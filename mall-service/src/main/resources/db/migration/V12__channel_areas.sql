-- A channel's own numbers for a place, from the province down, joined by '_'. Empty: nothing of the channel's bears its name.
CREATE TABLE channel_area (
  channel       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  division_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- NAME or OPERATOR; what an operator said, a new reading does not change.
  found_by      VARCHAR(16) NOT NULL,
  updated_at    DATETIME(3) NOT NULL,
  PRIMARY KEY (channel, division_code),
  KEY ix_channel_area_gap (channel, path, division_code)
);
