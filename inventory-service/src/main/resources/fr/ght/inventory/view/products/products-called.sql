-- Products of group $1 as recorded by $2 that have one of the codes $3, or one of the names $4 in small
-- letters without accents.
select code, name from product_row
  where ght = $1 and recorded_from <= $2 and recorded_to > $2 and state <> 'UNKNOWN'
    and (code = any ($3::text[]) or sort_name = any ($4::text[]))
