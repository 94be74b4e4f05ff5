update view_rebuild set digest_after = $3, finished_at = clock_timestamp()
where view = $1 and begun_at = $2 and finished_at is null
