-- One hash per row, in an order that is always the same.
select sha256(convert_to(({content})::text, 'UTF8')) as hash from {table} t
  where {condition} order by {order}
