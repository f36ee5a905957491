INSERT INTO template (code, version, lane, title, body) VALUES
  ('REDEMPTION_FULFILLED', 1, 'TRANSACTIONAL', '兑换成功',   '您用{points}积分兑换的{goods}已成功，详情请登录家校平台查看。'),
  ('REDEMPTION_REFUNDED',  1, 'TRANSACTIONAL', '积分退还',   '您兑换的{goods}已退还{points}积分到您的账户，详情请登录家校平台查看。');
