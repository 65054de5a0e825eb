// Stands until the first type of this target does.
