import { build } from './bundle/build.mjs';

await build();
