insert into machine_seen (asset, seen_at) select * from unnest($1::text[], $2::timestamptz[])
on conflict (asset) do update set seen_at = excluded.seen_at
