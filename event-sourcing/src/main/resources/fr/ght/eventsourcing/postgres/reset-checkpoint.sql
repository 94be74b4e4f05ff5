insert into checkpoint (name, position) values ($1, 0)
on conflict (name) do update set position = 0, moved_at = clock_timestamp()
