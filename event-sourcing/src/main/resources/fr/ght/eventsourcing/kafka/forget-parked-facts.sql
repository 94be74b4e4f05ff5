delete from parked_fact where view = $1
