"""Help beside the page: what a page is for, every key, and the tour of the first day."""
