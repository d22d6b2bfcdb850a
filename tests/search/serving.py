"""Serves the portal in a process of its own, on a free port that it prints; for tests."""

import waitress
from django.core.wsgi import get_wsgi_application

server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
print(server.effective_port, flush=True)
server.run()
