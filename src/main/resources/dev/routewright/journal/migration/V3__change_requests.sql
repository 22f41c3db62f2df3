alter table version add column change_request text;
