import { installKernels, tracedKernels } from '.';
import { convolutionCases } from './convolution.cases';
import { elementwiseCases } from './elementwise.cases';
import { matmulCases } from './matmul.cases';
import { poolingCases } from './pooling.cases';
import { reduceCases } from './reduce.cases';
import { selectCases } from './select.cases';
import { shapeCases } from './shape.cases';

/** Kernels that run where one with cases is differentiated, as every case is. */
const ofGradients = [
  'AvgPoolGrad',
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'MaxPoolGrad',
];

test('every kernel that can be traced has a test against eager cpu', () => {
  installKernels();
  const cases = [
    convolutionCases,
    elementwiseCases,
    matmulCases,
    poolingCases,
    reduceCases,
    selectCases,
    shapeCases,
  ].flat();
  expect([...new Set([...cases.map(({ kernel }) => kernel), ...ofGradients])].sort()).toEqual(tracedKernels().sort());
});
