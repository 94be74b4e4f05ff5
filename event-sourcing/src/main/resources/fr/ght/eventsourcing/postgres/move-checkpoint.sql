-- Nothing is updated if another replica moved it since, or a later leader did. Not waited for until
-- it is on disk: what a crash takes back, rows and checkpoint alike, is read from the log again.
update checkpoint set position = $3, epoch = $4, moved_at = clock_timestamp()
where name = $1 and position = $2 and epoch <= $4
returning set_config('synchronous_commit', 'off', true)
