-- A secret that tokens are got with belongs to the address it is shown to, and addresses are long.
alter table credential alter column name set data type varchar(2000);
