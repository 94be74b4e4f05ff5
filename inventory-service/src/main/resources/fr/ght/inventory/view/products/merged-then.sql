-- Of group $1, as recorded by $2.
select code, merged_into from product_row
  where ght = $1 and recorded_from <= $2 and recorded_to > $2 and merged_into is not null
