/** What trpc-to-openapi names of Next; nothing here uses it. */
export type NextApiRequest = never;
export type NextApiResponse = never;
