"""Rights in two languages: choosing a list, walking through it, printing it."""
