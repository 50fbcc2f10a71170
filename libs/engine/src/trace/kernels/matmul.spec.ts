import { testKernels } from '../../testing/kernel-cases';
import { matmulCases } from './matmul.cases';

testKernels(matmulCases);
