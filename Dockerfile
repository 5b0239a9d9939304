# docker build -t parley .
FROM node:22-bookworm-slim AS build
ENV CI=1
WORKDIR /src
# The dependencies are a layer of their own: they change less often than the sources.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY server/package.json server/
COPY client/package.json client/
RUN npx -y pnpm@12 install --frozen-lockfile
COPY . .
RUN npx -y pnpm@12 build /opt/parley \
 && cd /opt/parley \
 && npx -y pnpm@12 install --prod --frozen-lockfile --filter @parley/server

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
COPY --from=build /opt/parley /opt/parley
RUN ln -s /opt/parley/parley /usr/local/bin/parley \
 && install -d -o node -g node -m 0755 /data /backups
USER node
WORKDIR /data
# The root file system can be read-only: only /data, /backups and /tmp are written.
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "/opt/parley/deploy/healthcheck.mjs"]
# The script `parley` becomes Node (exec), so Node is process 1 and gets SIGTERM itself.
ENTRYPOINT ["parley"]
CMD ["start"]
