import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { floors, folderOf } from './tools/floors.mjs';

const byName = 'Import a library by its name, not by its path.';

/** One rule set a project: the packages above it, the insides of any package and paths into a neighbour are refused. */
const floorRules = Object.entries(floors).map(([project, below]) => {
  const above = Object.keys(floors).filter((other) => other !== project && !below.includes(other));
  // The web client may name the *type* of the server's router, nothing else of it.
  const typesOnly = project === 'web' ? ['server'] : [];
  const name = (other) => `@tombola/${other}`;
  return {
    files: [`${folderOf(project)}/**/*.{ts,tsx}`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: above.map((other) => ({
            name: name(other),
            allowTypeImports: typesOnly.includes(other),
            message: `${project} stands below ${other}: imports go down only (tools/floors.mjs).`,
          })),
          patterns: [
            {
              group: ['@tombola/*/**', '@tombola/*/'],
              message: 'Import a library by its name: index.ts is its only door.',
            },
            { group: ['**/libs/**', '**/apps/**'], message: byName },
            { regex: `^[./]+/(${Object.keys(floors).join('|')})/src(/|$)`, message: byName },
          ],
        },
      ],
      // The same for `import()`, which the rule above does not see. `.` stands for the slash.
      'no-restricted-syntax': [
        'error',
        ...(project === 'web' ? [] : [{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' }]),
        ...above.map((other) => ({
          selector: `ImportExpression[source.value=/^@tombola.${other}$/]`,
          message: `${project} stands below ${other}: imports go down only (tools/floors.mjs).`,
        })),
        {
          selector: 'ImportExpression[source.value=/^@tombola.[^.]+[^a-z]/]',
          message: 'Import a library by its name: index.ts is its only door.',
        },
      ],
    },
  };
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.next/**',
      '**/out/**',
      '**/next-env.d.ts',
      '**/node_modules/**',
      '**/.reports/**',
      '.nx/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        URL: 'readonly',
        globalThis: 'readonly',
      },
    },
  },
  {
    // What they hand to a browser to do.
    files: ['apps/web/bench/**/*.mjs'],
    languageOptions: {
      globals: {
        window: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        requestAnimationFrame: 'readonly',
      },
    },
  },
  ...floorRules,
  {
    // A package of its own: its types are those that a build makes, and its own test compiles it strictly.
    files: ['apps/server/testing/outside-service/**/*.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
);
