-- Nothing is updated if another replica moved it since, or a later leader did.
update checkpoint set position = $3, epoch = $4, moved_at = clock_timestamp()
where name = $1 and position = $2 and epoch <= $4
