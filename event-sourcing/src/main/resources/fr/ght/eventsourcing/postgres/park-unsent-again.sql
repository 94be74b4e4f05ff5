-- Nothing changes if it does not stand aside from $3 on: then another leader has sent some of it.
update parked_stream
set reason = $4, replays = replays + 1, replayed_at = clock_timestamp(), replay_asked_at = null
where follower = $1 and stream = $2 and first_position = $3
