alter table dead_letter add column edited timestamp(6) with time zone;
alter table dead_letter add column first_headers text;
alter table dead_letter add column first_body ${bytes};

create index dead_letter_by_state on dead_letter (state, kept);
