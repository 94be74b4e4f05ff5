select first_offset, last_offset from parked_fact where view = $1 and stream = $2 for update
