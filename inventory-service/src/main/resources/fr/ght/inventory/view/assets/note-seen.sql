insert into asset_seen (asset, seen_at)
  select asset, seen_at from unnest($1::text[], $2::timestamptz[]) as heard (asset, seen_at)
  on conflict (asset) do update set seen_at = excluded.seen_at
    where excluded.seen_at > asset_seen.seen_at
