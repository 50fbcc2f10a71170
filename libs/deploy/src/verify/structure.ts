import { OPSET, type ModelSummary } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { FILE_METADATA } from '../export';
import { opsetDomains } from '../opset-domains';
import { check, type Check } from './report';

/** What a file says of itself: names and shapes, operator sets, the open batch dimension, metadata. */
export function structureChecks(
  model: ModelSummary,
  bytes: Uint8Array,
  parameters: Parameters,
  requiredMetadata: readonly string[],
): Check[] {
  return [names(model, parameters), opset(model, bytes), batch(model), metadata(model, requiredMetadata)];
}

function names({ inputs, outputs, initializers }: ModelSummary, parameters: Parameters): Check {
  const complaints: string[] = [];
  const list = (values: readonly { name: string }[]) => values.map(({ name }) => name).join(', ') || 'none';
  if (list(inputs) !== 'input') complaints.push(`the inputs are ${list(inputs)}, not input alone`);
  if (list(outputs) !== 'logits') complaints.push(`the outputs are ${list(outputs)}, not logits alone`);
  const [input] = inputs;
  if (input !== undefined && input.shape.length !== 4) {
    complaints.push(`input has ${input.shape.length} dimensions, not [batch, channels, height, width]`);
  }
  for (const [name, { shape }] of Object.entries(parameters)) {
    const found = initializers[name];
    if (found === undefined) complaints.push(`there is no initializer ${name}`);
    else if (found.shape.join() !== shape.join()) {
      complaints.push(`${name} has the shape [${found.shape.join(', ')}], not [${shape.join(', ')}]`);
    }
  }
  return check('names', complaints, `input, logits, ${Object.keys(parameters).length} parameters by name`);
}

function opset({ opset: version }: ModelSummary, bytes: Uint8Array): Check {
  const complaints: string[] = [];
  if (version < OPSET) complaints.push(`the operator set is ${version}, not ${OPSET} or later`);
  const others = opsetDomains(bytes).filter((domain) => domain !== '');
  if (others.length > 0) complaints.push(`ops of ${others.join(', ')} are used: not every runtime has them`);
  return check('opset', complaints, `opset ${version}, standard ops only`);
}

function batch({ inputs, outputs }: ModelSummary): Check {
  const complaints = [...inputs, ...outputs]
    .filter(({ shape }) => shape[0] !== 'batch')
    .map(({ name, shape }) => `the first dimension of ${name} is ${shape[0] ?? 'unknown'}, not batch`);
  return check('batch', complaints, 'the first dimension of input and logits is batch');
}

function metadata({ metadata: found }: ModelSummary, required: readonly string[]): Check {
  const wanted = [...new Set([...FILE_METADATA, ...required])];
  const missing = wanted.filter((key) => (found[key] ?? '') === '').map((key) => `${key} is missing`);
  return check('metadata', missing, `${Object.keys(found).length} entries, ${wanted.join(', ')} among them`);
}
