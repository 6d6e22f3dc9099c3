"""`wirewatch export`: documents of the archive as files to hand on."""
