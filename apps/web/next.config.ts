import { join } from 'node:path';
import type { NextConfig } from 'next';

const root = join(import.meta.dirname, '../..');
const server = process.env['TOMBOLA_SERVER'] ?? 'http://127.0.0.1:4466';

/** What the pages ask of the server, under its own paths. */
const apiPaths = ['/trpc/:path*', '/api/:path*', '/auth/:path*'];

/**
 * The portal is static files, which the server serves beside its API. `npm run dev` serves them with changes at once, and
 * sends what they ask of the API to the server in TOMBOLA_SERVER.
 */
const shared: NextConfig = {
  turbopack: { root },
  outputFileTracingRoot: root,
  images: { unoptimized: true },
  // `nx typecheck web` does it, with the same settings.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  devIndicators: false,
};

const config: NextConfig =
  process.env.NODE_ENV === 'production'
    ? { ...shared, output: 'export' }
    : {
        ...shared,
        allowedDevOrigins: ['127.0.0.1'],
        rewrites: () => Promise.resolve(apiPaths.map((source) => ({ source, destination: `${server}${source}` }))),
      };

export default config;
