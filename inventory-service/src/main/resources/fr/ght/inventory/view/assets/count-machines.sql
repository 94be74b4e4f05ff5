select count(*) as total from (
  select 1 from unnest({establishments}::text[]) as e (establishment)
    cross join lateral (
      select 1 from asset_row r where r.establishment = e.establishment and {conditions} offset 0
    ) one
  limit {counted}
) counted
