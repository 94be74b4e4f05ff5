select view, count(*) as streams from parked_fact where view = any ($1) group by view
