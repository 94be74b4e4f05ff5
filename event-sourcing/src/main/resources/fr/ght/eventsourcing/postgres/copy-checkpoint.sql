-- Not waited for until it is on disk, and not written where nothing moved: a copy only.
insert into checkpoint as c (name, position, epoch) values ($1, $2, $3)
on conflict (name) do update set
  position = excluded.position,
  epoch = excluded.epoch,
  moved_at = clock_timestamp()
  where c.epoch < excluded.epoch or c.epoch = excluded.epoch and c.position <> excluded.position
returning set_config('synchronous_commit', 'off', true)
