/**
 * The files of a level by what they hold: a finished one has `ticket`, `final` and `result`, one that trains `ticket` and
 * after a while `checkpoint`, an exported one also `model`. Together with the files of its parent they are all that
 * another results folder needs to go on with the same bits.
 */
export const levelFiles = {
  ticket: 'ticket.safetensors',
  final: 'final.safetensors',
  result: 'result.json',
  checkpoint: 'checkpoint.safetensors',
  model: 'model.onnx',
} as const;

export type LevelFile = keyof typeof levelFiles;
