insert into view_offset (view, topic, partition, next_offset, streams)
select $2, topic, partition, 0, $2 from view_offset where view = $1
order by partition
