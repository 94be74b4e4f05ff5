-- Of one stream, or of all where $2 is null.
update parked_stream set replay_asked_at = clock_timestamp()
where follower = $1 and ($2::text is null or stream = $2)
returning stream, first_position, first_version, events, reason, parked_at, replays, replayed_at,
  replay_asked_at
