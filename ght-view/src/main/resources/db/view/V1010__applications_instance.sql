-- The instance that an application runs as; establishments that name the same one of a product
-- share it. Null is what was never said.
alter table application_row add column instance text collate "C";
