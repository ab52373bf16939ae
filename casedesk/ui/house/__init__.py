"""Who is in the house: placing, checking in and out, giving, counting."""
