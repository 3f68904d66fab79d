# glibc, because the Temporal SDK's native part does not run on Alpine.
FROM node:22-bookworm-slim AS build
WORKDIR /waybill
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node tools/build.mjs && npm prune --omit=dev && rm -rf node_modules/.cache

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /waybill
COPY --from=build /waybill/package.json ./
COPY --from=build /waybill/node_modules node_modules
COPY --from=build /waybill/dist dist
COPY --from=build /waybill/tools tools
USER node
# Prepares nothing and starts no server of its own: `worker`, `ingestion` or `http`.
ENTRYPOINT ["node", "tools/run.mjs"]
