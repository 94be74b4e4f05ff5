update view_version set held_until = clock_timestamp() + interval '4 s'
where view = $1 and version = $2 and holder = $3 and state = 'FILLING'
