alter table dead_letter add column published boolean default false not null;

create index dead_letter_by_published on dead_letter (published, seq);
