insert into parked_fact
  (view, stream, topic, partition, first_offset, last_offset, first_version, facts, reason)
values ($1, $2, $3, $4, $5, $5, $6, 1, $7)
on conflict (view, stream) do nothing
