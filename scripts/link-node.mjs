// Runs after every install, on whatever Node the machine has.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkPinnedNode } from './pinned-node.mjs';

linkPinnedNode(join(dirname(fileURLToPath(import.meta.url)), '..'));
