import { constants, setPriority } from 'node:os';
import { crdFiles } from './crd-files.ts';
import { kubernetesBinaries } from './kubernetes-binaries.ts';

// `npm run build:apiserver`: what the tests with a real API server want, made beforehand and beside other work.
setPriority(constants.priority.PRIORITY_LOW);
await Promise.all([kubernetesBinaries(), crdFiles()]);
