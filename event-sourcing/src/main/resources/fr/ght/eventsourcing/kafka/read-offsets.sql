select view, partition, next_offset, incarnation, streams
from view_offset
where topic = $1 and view = any ($2)
