update view_version set state = 'FILLING', hold = false, changed_at = clock_timestamp()
where view = $1 and version = $2 and state = 'HELD'
