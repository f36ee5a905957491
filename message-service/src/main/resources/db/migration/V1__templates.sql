-- A version never changes once it is used; a new wording is a new version, and the highest one is sent.
CREATE TABLE template (
  code       VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  version    SMALLINT     NOT NULL,
  lane       VARCHAR(16)  NOT NULL,
  title      VARCHAR(64)  NOT NULL,
  body       VARCHAR(500) NOT NULL,
  created_at DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (code, version)
);

-- The id a channel gave a template it approved. Without one the full text is sent.
CREATE TABLE channel_template (
  channel          VARCHAR(32) NOT NULL,
  template_code    VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  template_version SMALLINT    NOT NULL,
  remote_id        VARCHAR(64) NOT NULL,
  PRIMARY KEY (channel, template_code, template_version),
  FOREIGN KEY (template_code, template_version) REFERENCES template (code, version)
);

INSERT INTO template (code, version, lane, title, body) VALUES
  ('SIGN_IN_CODE',      1, 'CODE',          '登录验证码',   '您的验证码是{code}，{minutes}分钟内有效，请勿告诉他人。'),
  ('SIGN_IN_ALERT',     1, 'TRANSACTIONAL', '新设备登录提醒', '您的账号于{time}在新设备登录。如非本人操作，请尽快退出全部设备并联系客服。'),
  ('GUARDIAN_LINKED',   1, 'TRANSACTIONAL', '家长绑定成功',  '您已成为{school}{class}学生的家长，可在家校平台查看学校通知。'),
  ('SCHOOL_NOTICE',     1, 'NOTICE',        '学校通知',     '学校通知（{school}）：{text}'),
  ('ACTIVITY_INVITE',   1, 'MARKETING',     '活动邀请',     '诚邀您参加{activity}，详情请登录家校平台查看。回复TD退订。');
