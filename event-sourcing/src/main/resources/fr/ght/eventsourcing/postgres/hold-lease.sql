-- The epoch if $2 holds it from now on, no row if another one does. Not waited for until it is on
-- disk: who comes too early after a crash shuts out the one before, nothing more.
insert into lease as l (name, holder, epoch, expires_at)
values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
on conflict (name) do update set
  holder = excluded.holder,
  epoch = l.epoch + (l.holder <> excluded.holder)::int,
  expires_at = excluded.expires_at
  where l.holder = excluded.holder or l.expires_at < clock_timestamp()
returning epoch, set_config('synchronous_commit', 'off', true)
