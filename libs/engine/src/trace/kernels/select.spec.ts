import { testKernels } from '../../testing/kernel-cases';
import { selectCases } from './select.cases';

testKernels(selectCases);
