select position, id from event where position <= $1 order by position desc limit 1
