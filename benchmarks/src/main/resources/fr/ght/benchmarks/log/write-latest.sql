insert into latest_row as l (asset, establishment, version, type, told_at)
select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[])
on conflict (asset) do update set establishment = excluded.establishment,
  version = excluded.version, type = excluded.type, told_at = excluded.told_at
