import { testKernels } from '../../testing/kernel-cases';
import { shapeCases } from './shape.cases';

testKernels(shapeCases);
