import { z } from 'zod';

export const redisSchema = z.strictObject({
  /** Without it services keep what they cache in their own memory. */
  enabled: z.boolean(),
  /** Limit of its container; three quarters of it hold data. */
  memoryMi: z.int().min(64).max(16_384).default(128),
});
