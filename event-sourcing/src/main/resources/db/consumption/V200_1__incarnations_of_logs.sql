-- The life of the log whose facts a view holds (ADR 13). Raised in all partitions of the view at
-- once, with its rows emptied.
alter table view_offset add column incarnation bigint not null default 1;
