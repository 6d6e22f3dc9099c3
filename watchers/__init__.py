"""wirewatch with nobody looking: picks documents up, reads, tags and summarises them, keeps them, and says so."""
