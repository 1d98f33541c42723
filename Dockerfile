# Production image: the same locked packages as everywhere, run as an ordinary user.
FROM node:24-bookworm-slim AS front-end
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/saradnja saradnja
WORKDIR /srv/saradnja
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --from=front-end /src/node_modules ./node_modules
COPY . .
ENV PYTHONUNBUFFERED=1 OFFICE_VAR=/srv/saradnja/var DJANGO_SETTINGS_MODULE=office.settings
# Catalogs and static files need no server and no secret of the office.
RUN mkdir -p var/files \
    && SECRET_KEY=only-while-the-image-is-built python manage.py derive_catalogs \
    && python -m office.fonts \
    && SECRET_KEY=only-while-the-image-is-built python manage.py collectstatic --noinput --verbosity 0 \
    && chown -R saradnja:saradnja var
USER saradnja
EXPOSE 8000
CMD ["gunicorn", "office.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "3", "--threads", "3", "--timeout", "30", "--max-requests", "2000", \
     "--max-requests-jitter", "200", "--backlog", "2048"]
