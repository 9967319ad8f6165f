import { Router } from 'express';
import { mount } from '@goalixa/kit/operation.ts';
import { jwksOperation } from '../contract.ts';
import type { SigningKeys } from './signing-keys.ts';

/** `/.well-known/jwks.json`: what verifiers fetch. */
export function keyRouter(keys: SigningKeys): Router {
  const router = Router();
  mount(router, jwksOperation, async ({ res }) => {
    res.setHeader('Cache-Control', 'public, max-age=300');
    res.json({ keys: await keys.published() });
  });
  return router;
}
