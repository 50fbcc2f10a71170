export { magnitude } from './criteria/magnitude';
export type { Scores } from './criteria/scores';
export {
  checkMasks,
  countMask,
  countMasks,
  denseMasks,
  isNested,
  toMaskTensors,
  type MaskCount,
  type Masks,
} from './masks';
export { shuffleMasks } from './methods/controls';
export { impMasks, layerRates, removals, type ImpMethod } from './methods/imp';
export { pruneGlobally, pruneLayers } from './prune';
export { lowest } from './select';
export { decodeTicket, encodeTicket, makeTicket, type Ticket } from './ticket';
