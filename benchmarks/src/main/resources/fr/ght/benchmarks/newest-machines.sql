-- Rows recorded within the last seconds: facts of twelve partitions come in no common order.
select name from machine_row where recorded_from > now() - interval '8 seconds' and name like ?
