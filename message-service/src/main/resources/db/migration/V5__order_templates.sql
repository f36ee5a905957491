INSERT INTO template (code, version, lane, title, body) VALUES
  ('ORDER_ACTIVATED', 1, 'TRANSACTIONAL', '订购成功', '您订购的{product}已开通，有效期至{through}，详情请登录家校平台查看。'),
  ('ORDER_REFUNDED',  1, 'TRANSACTIONAL', '退款到账', '您订购的{product}已退款{amount}元，原路退回，到账时间以支付渠道为准。');
