select * from product_row p
  where p.product = $1 and p.recorded_from <= $2 and p.recorded_to > $2
