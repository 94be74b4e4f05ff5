update parked_stream
set first_position = $3, first_version = $4, reason = $5, replays = replays + 1,
  replayed_at = clock_timestamp()
where follower = $1 and stream = $2
