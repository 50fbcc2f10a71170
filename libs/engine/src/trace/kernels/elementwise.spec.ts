import { testKernels } from '../../testing/kernel-cases';
import { elementwiseCases } from './elementwise.cases';

testKernels(elementwiseCases);
