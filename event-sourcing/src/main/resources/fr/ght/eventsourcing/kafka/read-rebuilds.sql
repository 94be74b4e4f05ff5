select view, begun_at, as_of, digest_before, targets, digest_after, finished_at
from view_rebuild where view = any ($1)
