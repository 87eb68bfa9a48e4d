"""JSON over the desk: reads the request, calls the desk once, answers (CONTRACT.md, "HTTP API")."""
