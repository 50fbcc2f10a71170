import * as kernelNames from '@tensorflow/tfjs-core/dist/kernel_names';
import { tf } from '../../tensorflow';
import { TRACE_BACKEND, type TensorInfo, type TraceBackend } from '../backend';
import { describeValue, TraceError } from '../errors';
import { defineConvolutions } from './convolution';
import { defineElementwise } from './elementwise';
import { defineMatMul } from './matmul';
import { definePooling } from './pooling';
import { defineReductions } from './reduce';
import { defineSelection } from './select';
import { defineShapes } from './shape';

/** Registers every kernel of the tracing backend; the second call does nothing. */
export function installKernels(): void {
  if (tf.getKernel('Identity', TRACE_BACKEND) != null) return;
  defineElementwise();
  defineMatMul();
  defineReductions();
  defineShapes();
  defineSelection();
  defineConvolutions();
  definePooling();
  refuseTheRest();
}

/** The kernels that can be traced, once they are installed. */
export function tracedKernels(): string[] {
  return tf
    .getKernelsForBackend(TRACE_BACKEND)
    .map(({ kernelName }) => kernelName)
    .filter((name) => !refused.has(name));
}

const refused = new Set<string>();

/** Every other kernel of TensorFlow.js gives an error that names the op and its shapes. */
function refuseTheRest(): void {
  for (const kernelName of Object.values(kernelNames)) {
    if (typeof kernelName !== 'string' || tf.getKernel(kernelName, TRACE_BACKEND) != null) continue;
    refused.add(kernelName);
    tf.registerKernel({
      kernelName,
      backendName: TRACE_BACKEND,
      kernelFunc: ({ inputs, backend }) => {
        const trace = backend as TraceBackend;
        const operands = Object.values(inputs).map((info) => describeValue(trace.graphValue(info as TensorInfo)));
        if (kernelName === 'Multinomial') throw new TraceError(RANDOM);
        throw new TraceError(
          `The op ${kernelName}(${operands.join(', ')}) cannot be traced: write the program with other ops ` +
            `(libs/engine/src/trace/kernels has those that can be), or add its kernel there.`,
        );
      },
    });
  }
}

const RANDOM =
  'tf.multinomial draws random numbers, and randomness is data: let uniform numbers come in as an input and compare ' +
  'them with the cumulative probabilities.';
