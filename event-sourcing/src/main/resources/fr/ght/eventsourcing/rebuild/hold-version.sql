update view_version set state = 'HELD', changed_at = clock_timestamp(), held_until = '-infinity'
where view = $1 and version = $2 and state = 'FILLING' and holder = $3
