import { decodeModel, OnnxSession, type ModelSummary, type Provider } from '@tombola/engine';
import { applyMask, type Examples, type MaskTensors } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { plainBytes, readBytes } from '../read-bytes';
import { batchComplaints, compare, parityChecks, type Comparison, type Reference } from './parity';
import { check, report, unloadable, type Check, type VerifyReport } from './report';
import { structureChecks } from './structure';
import { countZeros, weightsCheck, zerosCheck } from './weights';

export interface VerifyOptions {
  /** How the trainer computes logits: its own forward pass, and the parameters that were exported. */
  readonly reference: Reference;
  /** Raw examples, usually the whole test set. */
  readonly examples: Examples;
  /** Whether the labels of the examples mean something. Default true. */
  readonly labelled?: boolean;
  readonly masks?: MaskTensors;
  /** Largest difference of logits: absolute for logits up to 1, relative to the largest one beyond. Default 1e-5. */
  readonly tolerance?: number;
  /** Metadata keys that must be there beside those of every export. */
  readonly requiredMetadata?: readonly string[];
  /** Where onnxruntime runs the file. Default cpu. */
  readonly provider?: Provider;
}

/**
 * Checks an ONNX file against the training that it came from: it is run in onnxruntime, graph optimisations off, on
 * the same examples as the trainer's own forward pass; its initializers are compared with mask and parameters.
 * Whatever is wrong with the file makes `ok` false, with the reason in the checks.
 *
 * @throws {InputError} when the path cannot be read or there are no examples.
 */
export async function verifyOnnx(file: Uint8Array | string, options: VerifyOptions): Promise<VerifyReport> {
  const bytes = typeof file === 'string' ? await readBytes(file) : plainBytes(file);
  const source = typeof file === 'string' ? file : 'the ONNX file';
  const loaded = await load(bytes, source, options.provider);
  if ('problem' in loaded) return unloadable(bytes, loaded.problem);
  try {
    return await inspect(bytes, loaded.model, loaded.session, options);
  } finally {
    await loaded.session.dispose();
  }
}

async function load(
  bytes: Uint8Array,
  source: string,
  provider: Provider = 'cpu',
): Promise<{ model: ModelSummary; session: OnnxSession } | { problem: string }> {
  try {
    const model = decodeModel(bytes, source);
    return { model, session: await OnnxSession.load(bytes, { optimise: false, provider }) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

async function inspect(
  bytes: Uint8Array,
  model: ModelSummary,
  session: OnnxSession,
  { reference, examples, labelled = true, masks, tolerance = 1e-5, requiredMetadata = [] }: VerifyOptions,
): Promise<VerifyReport> {
  const trained = Object.fromEntries(
    Object.entries(reference.parameters).map(([name, value]) => [name, applyMask(value, masks?.[name])] as const),
  );
  const masked: Reference = { evaluator: reference.evaluator, parameters: trained };
  const structure = structureChecks(model, bytes, trained, requiredMetadata);
  const zeros = countZeros(model.initializers, masks ?? {});
  const fallback = session.fallback === undefined ? '' : ` (${session.fallback})`;
  const checks: Check[] = [
    check('file', [], `onnxruntime loads it on ${session.provider}${fallback}`),
    ...structure,
    zerosCheck(zeros, masks !== undefined),
    weightsCheck(model.initializers, trained, masks),
  ];
  // Without its names a file cannot even be fed.
  if (!structure[0]!.ok) return report(bytes, { checks, zeros, provider: session.provider });

  const imageShape = model.inputs[0]!.shape.slice(1).map(Number);
  const [first] = examples();
  if (first === undefined)
    throw new InputError({ what: 'there are no examples to verify on', expected: 'at least one' });
  const complaints = await batchComplaints(session, imageShape, masked, first, tolerance);
  const at = checks.findIndex(({ name }) => name === 'batch');
  const declared = checks[at]!;
  checks[at] = check(
    'batch',
    [...(declared.ok ? [] : [declared.detail]), ...complaints],
    `${declared.detail}, and 1 and an odd number of examples run`,
  );
  let sum: Comparison;
  try {
    sum = await compare(session, imageShape, masked, examples());
  } catch (error) {
    checks.push(check('parity', [`the examples cannot be run: ${(error as Error).message}`], ''));
    return report(bytes, { checks, zeros, provider: session.provider });
  }
  checks.push(...parityChecks(sum, tolerance, labelled));
  return report(bytes, { checks, zeros, provider: session.provider, sum, labelled });
}
