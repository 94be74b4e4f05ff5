insert into asset_seen (asset, seen_at)
  select asset, timestamptz '2026-11-28Z' - number % 40 * interval '7 hours' from bench_machine(?, ?)
