/**
 * TensorFlow.js as programs use it: its ops, and the gradients of all of its kernels registered.
 * `main` of tfjs-core names a bundle without gradients, so every import goes through here.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { registerSecondDerivatives } from './second-derivatives';

registerSecondDerivatives();

// Without it the cpu backend prints an advertisement when it is first used.
tf.enableProdMode();

export { tf };
