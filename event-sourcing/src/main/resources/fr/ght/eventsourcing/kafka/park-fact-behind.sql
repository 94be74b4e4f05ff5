update parked_fact set facts = facts + 1, last_offset = $3
where view = $1 and stream = $2 and last_offset < $3
