update view_version set digest_before = $4, digest_after = $5, only_before = $6, only_after = $7
where view = $1 and version = $2 and state = 'FILLING' and holder = $3
