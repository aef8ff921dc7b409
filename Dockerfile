# Server and worker of Junheng in one image: `docker build -t junheng .`
FROM node:20-bookworm-slim AS made
WORKDIR /junheng
ENV npm_config_update_notifier=false
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/prepare.js client console

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /junheng
COPY --from=made --chown=root:root /junheng /junheng
# The code belongs to root: a fault in the server cannot change it.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=120s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, so that the signal to stop reaches the server itself.
CMD ["node_modules/.bin/tsx", "--heap-growing-percent=30", "--max-semi-space-size=32", "server/main.ts"]
