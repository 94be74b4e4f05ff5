select view, partition, next_offset, incarnation from view_offset where topic = $1 and view = any ($2)
