select distinct s.id from product_machine m cross join lateral unnest(m.software) s (id)
  where m.establishment = $1
