import { build } from './bundle/build.mjs';
import { buildClient } from './bundle/client.mjs';

await build();
await buildClient();
