-- No row if it is another's, or is not being filled any more.
update view_version set holder = $3, held_until = clock_timestamp() + interval '4 s',
  done = coalesce($4, done), total = coalesce($5, total), per_second = coalesce($6, per_second),
  trouble = $7
where view = $1 and version = $2 and state = 'FILLING'
  and (holder = $3 or held_until < clock_timestamp())
returning version
