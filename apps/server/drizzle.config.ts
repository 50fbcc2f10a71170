import type { Config } from 'drizzle-kit';

/** `npx drizzle-kit generate` in apps/server writes the migration for what changed in the schema. */
const config: Config = {
  dialect: 'postgresql',
  schema: './src/store/schema/*.ts',
  out: './migrations',
  casing: 'snake_case',
};
// eslint-disable-next-line no-restricted-syntax -- drizzle-kit reads the default export.
export default config;
