update view_version set state = $3, changed_at = clock_timestamp() where view = $1 and version = $2
