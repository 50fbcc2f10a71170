/** How a program uses a token. The token itself stands in the first one only: elsewhere it has a name. */
export interface Example {
  readonly title: string;
  readonly code: string;
}

/** @param origin of the server @param token letters, digits and `_` */
export function tokenExamples(origin: string, token: string): Example[] {
  return [
    {
      title: 'In a shell, for all that follows',
      code: `export TOMBOLA_TOKEN=${token}\nexport TOMBOLA_SERVER=${origin}`,
    },
    {
      title: 'curl',
      code: `curl -s -H "Authorization: Bearer $TOMBOLA_TOKEN" "$TOMBOLA_SERVER/api/v1/studies"`,
    },
    { title: 'The command', code: 'npx tombola study run lth --scale smoke --follow' },
    {
      title: 'TypeScript',
      code: [
        `import { createClient } from '@tombola/server';`,
        '',
        `const tombola = createClient({ url: '${origin}', token: process.env.TOMBOLA_TOKEN });`,
        'const { items } = await tombola.studies.list.query({});',
      ].join('\n'),
    },
  ];
}
