-- The first of them are taken.
update parked_fact
set first_offset = $3, facts = greatest(facts - $4, 1), replays = 0, replayed_at = clock_timestamp()
where view = $1 and stream = $2
