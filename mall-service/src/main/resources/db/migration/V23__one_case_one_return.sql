-- A partner's case pays for one return. A later return that was paid by an earlier one's case keeps that as its code, to be found by.
UPDATE redemption_return later
  JOIN redemption_return earlier ON earlier.channel_number = later.channel_number AND earlier.id < later.id
  SET later.channel_number = NULL, later.code = 'CASE_OF_ANOTHER_RETURN';
ALTER TABLE redemption_return ADD UNIQUE KEY uq_redemption_return_case (channel_number);
