delete from parked_fact where view = $1 and stream = $2
