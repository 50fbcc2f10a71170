import type { Provider } from '@tombola/engine';
import { Option } from 'commander';
import { positiveInteger } from './arguments';

export const providers = ['cpu', 'cuda', 'webgpu'] as const satisfies readonly Provider[];

/** `--network` of a measurement. */
export function networkOption(): Option {
  return new Option('--network <name>', 'by name, such as conv-2, mlp-300-100 or resnet-20').default('lenet-300-100');
}

/** `--batch` of a measurement. */
export function batchOption(): Option {
  return countOption('--batch <n>', 'examples a batch', 60);
}

/** `--provider` of a measurement. */
export function providerOption(): Option {
  return new Option('--provider <name>', 'provider of onnxruntime').choices(providers).default('cpu');
}

/** A whole number from 1. */
export function countOption(flags: string, description: string, value: number): Option {
  return new Option(flags, description).argParser(positiveInteger).default(value);
}
