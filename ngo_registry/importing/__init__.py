"""Reading of files of organisations: what the file is, its columns, what each row says. Writes nothing."""
