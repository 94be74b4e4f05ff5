select view, partition, next_offset from view_offset
where topic = $1 and view = any ($2) and partition = any ($3)
order by view, partition
for update
