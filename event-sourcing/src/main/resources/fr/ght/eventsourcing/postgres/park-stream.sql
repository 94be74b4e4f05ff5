insert into parked_stream
  (follower, stream, first_position, first_version, last_position, events, reason)
values ($1, $2, $3, $4, $3, 1, $5)
on conflict (follower, stream) do nothing
