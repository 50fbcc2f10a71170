/** `npx drizzle-kit generate` in apps/server writes the migration for what changed in the schema. */
export default {
  dialect: 'postgresql',
  schema: './src/store/schema/*.ts',
  out: './migrations',
  casing: 'snake_case',
};
