-- Of group $1, as recorded by $2.
select code, name, publisher from product_alias_row
  where ght = $1 and recorded_from <= $2 and recorded_to > $2
