insert into freshness_delta as f (establishment, at, delta)
  select * from unnest($1::text[], $2::timestamptz[], $3::int[])
on conflict (establishment, at) do update set delta = f.delta + excluded.delta
