create table greeting (text text not null);
