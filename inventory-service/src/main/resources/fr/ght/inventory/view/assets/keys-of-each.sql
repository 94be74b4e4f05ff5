select k.* from unnest({establishments}::text[]) as e (establishment)
  cross join lateral (
    select r.asset, {columns} from asset_row r
    where r.establishment = e.establishment and {conditions}
    order by {order} limit {most}
  ) k
  order by {order of keys} limit {most}
