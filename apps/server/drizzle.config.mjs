/** `npx drizzle-kit generate --config drizzle.config.mjs` in apps/server writes the migration for what changed in the schema. */
export default {
  dialect: 'postgresql',
  schema: './src/store/schema/*.ts',
  out: './migrations',
  casing: 'snake_case',
};
