select alias_key, name, publisher from product_alias_row
  where ght = $1 and code = $2 and recorded_from <= $3 and recorded_to > $3 order by alias_key
