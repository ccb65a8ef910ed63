# The same Node as package.json pins for machines that have another one.
ARG NODE_VERSION=26.10.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional packages are needed: native code (argon2, SQLite) comes as optional packages, one for each platform.
RUN npm ci --include=dev --include=optional --no-audit --no-fund
COPY . .
# Compile; then drop what only building needs, and the packaged Node, which the image's own replaces.
RUN npm run build \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production \
    PATH=/usr/local/bin:$PATH \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/apps/server/assets ./apps/server/assets
COPY --from=build /app/templates ./templates
COPY --from=build /app/locales ./locales
COPY --from=build /app/scripts ./scripts
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/server/src/main.js"]
