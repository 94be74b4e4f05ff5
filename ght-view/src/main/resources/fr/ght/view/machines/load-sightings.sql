select s.asset, s.seen_at from unnest($1::text[]) a (asset) join machine_seen s on s.asset = a.asset
