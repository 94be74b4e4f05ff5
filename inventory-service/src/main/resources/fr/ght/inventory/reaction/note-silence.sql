insert into noted_silence (asset, seen_at) values ($1, $2)
on conflict (asset) do update set seen_at = excluded.seen_at
