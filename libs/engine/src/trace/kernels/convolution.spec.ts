import { testKernels } from '../../testing/kernel-cases';
import { convolutionCases } from './convolution.cases';

testKernels(convolutionCases);
