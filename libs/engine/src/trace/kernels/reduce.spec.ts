import { testKernels } from '../../testing/kernel-cases';
import { reduceCases } from './reduce.cases';

testKernels(reduceCases);
