update parked_fact set view = $2 where view = $1
