update view_version set held_until = '-infinity' where view = $1 and version = $2 and holder = $3
