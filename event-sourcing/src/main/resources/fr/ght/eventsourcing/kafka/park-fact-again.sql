update parked_fact
set first_offset = $3, first_version = $4, reason = $5, replays = replays + 1,
  replayed_at = clock_timestamp()
where view = $1 and stream = $2
