-- Nothing is updated if another replica moved it since.
update checkpoint set position = $3, moved_at = clock_timestamp() where name = $1 and position = $2
