import { z } from 'zod';
import { address, text } from '../config/config-text.ts';

/** A relative path without `..`. */
const inRepository = /^(?![./]*\/|.*\.\.)[^\s\\]+$/;

/** Where the charts of third-party operators come from. */
export const chartsSchema = z
  .discriminatedUnion('source', [
    z.strictObject({ source: z.literal('repository') }),
    /** One repository (`https://…`) or registry (`oci://…`) that holds all charts, each by its name. */
    z.strictObject({
      source: z.literal('mirror'),
      address: address('oci://harbor.goalixa.example/charts', 'oci', 'https'),
    }),
    /** A folder of unpacked charts, relative to the repository: `<folder>/<chart>/Chart.yaml`. */
    z.strictObject({
      source: z.literal('folder'),
      folder: text('must be a folder in the repository such as "charts", not above it', inRepository),
    }),
    /** Operators, their CRDs and namespaces are there already. */
    z.strictObject({ source: z.literal('none') }),
  ])
  .default({ source: 'repository' });
export type ChartsConfig = z.infer<typeof chartsSchema>;
