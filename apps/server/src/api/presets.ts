import {
  jsonSchemaOut,
  presetDetailOut,
  presetGalleryOut,
  presetListOut,
  presetRefSchema,
  recipeSchema,
  type Preset,
} from '@tombola/shared';
import { literature, recordedStudy, type Study } from '@tombola/studies';
import type { TRPCRouterRecord } from '@trpc/server';
import { z } from 'zod';
import { NotFoundError } from './problems';
import { readGallery } from './preset-gallery';
import { reading } from './trpc';

const tags = ['presets'];

/** The studies of the literature, and what a recipe may say. */
export const presetsRouter = {
  list: reading
    .meta({
      openapi: { method: 'GET', path: '/presets', tags, summary: 'The studies of the literature', protect: true },
    })
    .input(z.void())
    .output(presetListOut)
    .query(() => ({ items: Object.values(literature).map(presetOf) })),

  get: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/presets/{preset}',
        tags,
        summary: 'A study of the literature, and what we found when we ran it',
        protect: true,
      },
    })
    .input(presetRefSchema)
    .output(presetDetailOut)
    .query(({ input: { preset } }) => {
      if (!Object.hasOwn(literature, preset)) throw new NotFoundError('preset', preset);
      return { ...presetOf(literature[preset]!), recorded: recordedStudy(preset) ?? null };
    }),

  gallery: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/preset-gallery',
        tags,
        summary: 'The studies of the literature with their verdicts and first pictures, and who ran them here last',
        protect: true,
      },
    })
    .input(z.void())
    .output(presetGalleryOut)
    .query(async ({ ctx }) => ({ items: await readGallery(ctx.store.db) })),

  recipeSchema: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/recipe-schema',
        tags,
        summary: 'What a recipe may say, as JSON Schema',
        protect: true,
      },
    })
    .input(z.void())
    .output(jsonSchemaOut)
    .query(() => recipeJsonSchema),
} satisfies TRPCRouterRecord;

const recipeJsonSchema = z.toJSONSchema(recipeSchema, { io: 'input', target: 'draft-2020-12' }) as Record<
  string,
  unknown
>;

function presetOf(study: Study): Preset {
  const { id, title, question, citation } = study;
  const scales = Object.entries(study.scales).map(([name, { description, seeds }]) => [name, { description, seeds }]);
  return { id, title, question, citation, scales: Object.fromEntries(scales) as Preset['scales'], declaration: study };
}
