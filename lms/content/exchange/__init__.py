"""Questions on their way in and out: formats of other systems. Pure, as content is."""
