import { installKernels, tracedKernels } from '.';
import { elementwiseCases } from './elementwise.cases';
import { matmulCases } from './matmul.cases';
import { reduceCases } from './reduce.cases';
import { selectCases } from './select.cases';
import { shapeCases } from './shape.cases';

test('every kernel that can be traced has a test against eager cpu', () => {
  installKernels();
  const cases = [elementwiseCases, matmulCases, reduceCases, selectCases, shapeCases].flat();
  expect([...new Set(cases.map(({ kernel }) => kernel))].sort()).toEqual(tracedKernels().sort());
});
