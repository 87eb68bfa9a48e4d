"""HTML over the desk: routes, templates, static files, translations. No query and no rule lives here."""
