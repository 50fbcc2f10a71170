import { inputsOut, levelRefSchema, ticketDetailOut, unitsOut, weightsOut, weightsSchema } from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { deadUnits } from './dead-units';
import type { Services } from './context';
import { inputConnections } from './input-connections';
import { layerMasks } from './layer-masks';
import { tensorFilesOf } from './level-tensors';
import { ConflictError, NotFoundError } from './problems';
import { networkOfLevel } from './recipe-network';
import { readTicketDetail } from './ticket-detail';
import { masksOfLevels } from './ticket-masks';
import { weightCountsOf } from './ticket-weights';
import { reading } from './trpc';
import { trusted } from './trusted';

const tags = ['tickets'];

/** What is in a ticket, and what is around it. */
export const ticketAnatomy = {
  detail: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets/{level}/detail',
        tags,
        summary: 'A ticket with its levels before and after, exports and studies',
        protect: true,
      },
    })
    .input(levelRefSchema)
    .output(ticketDetailOut)
    .query(({ ctx, input: { level } }) => readTicketDetail(ctx.store.db, level)),

  weights: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets/{level}/weights',
        tags,
        summary: 'Histograms of weights before and after the training',
        protect: true,
      },
    })
    .input(weightsSchema)
    .output(trusted(weightsOut))
    .query(async ({ ctx, input: { level, parameter, bins } }) => {
      const files = await tensorFilesOf(ctx.store.db, level);
      const all = await weightCountsOf(ctx.artifacts).get(files, bins);
      const parameters = parameter === undefined ? all : all.filter((each) => each.parameter === parameter);
      if (parameter !== undefined && parameters.length === 0)
        throw new NotFoundError(`masked parameter in the ticket of ${level}`, parameter);
      return { level, parameters };
    }),

  units: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets/{level}/units',
        tags,
        summary: 'Units that the mask has cut off, by layer',
        protect: true,
      },
    })
    .input(levelRefSchema)
    .output(unitsOut)
    .query(async ({ ctx, input: { level } }) => {
      const { network, layers } = await layersOf(ctx, level);
      return { level, ...deadUnits(network, layers) };
    }),

  inputs: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/tickets/{level}/inputs',
        tags,
        summary: 'How many units of the first layer still read each pixel',
        protect: true,
      },
    })
    .input(levelRefSchema)
    .output(trusted(inputsOut))
    .query(async ({ ctx, input: { level } }) => {
      const { network, layers } = await layersOf(ctx, level);
      const [first] = layers;
      if (first === undefined) throw noLayers(level);
      return { level, ...inputConnections(network, first) };
    }),
} satisfies TRPCRouterRecord;

async function layersOf({ store, artifacts }: Pick<Services, 'store' | 'artifacts'>, level: string) {
  const masks = await masksOfLevels(store.db, artifacts, [level]);
  const network = await networkOfLevel(store.db, level);
  return { network, layers: layerMasks(network, masks.get(level)!) };
}

function noLayers(level: string): ConflictError {
  return new ConflictError({ what: `the network of ${level} has no layer to prune`, value: level, expected: 'one' });
}
