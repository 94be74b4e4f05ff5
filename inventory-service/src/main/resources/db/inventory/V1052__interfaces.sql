-- What an application exchanges with which other one or system outside; null if it was never said.
-- Of applications that were there before it is filled when they are declared again, or by a rebuild.
alter table application_row add column interface_list jsonb;
