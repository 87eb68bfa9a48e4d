FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1
WORKDIR /srv/anlan
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
# the locks first: an image layer that stays until one of them changes
COPY pyproject.toml Makefile cli.py requirements.lock requirements-assets.lock requirements-assets.sha256 ./
RUN make setup assets
COPY . .
RUN useradd --system --home-dir /srv/anlan anlan && mkdir -m 0700 /var/lib/anlan && chown anlan /var/lib/anlan
USER anlan
ENV ANLAN_HOME=/var/lib/anlan ANLAN_HOST=0.0.0.0
EXPOSE 8000
ENTRYPOINT [".venv/bin/anlan"]
CMD ["web"]
