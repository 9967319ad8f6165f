import { type Input, type Operation, mount } from '@goalixa/kit/operation.ts';
import type { Router } from 'express';
import type { z } from 'zod';

/** An operation with its handler, ready to be mounted. */
export interface Route {
  readonly operation: Operation;
  readonly mount: (router: Router) => void;
}

type Part = z.ZodType | undefined;

/** Pairs an operation with the handler of its parsed input. */
export function route<P extends Part, Q extends Part, B extends Part>(
  operation: Operation<P, Q, B>,
  handle: (input: Input<P, Q, B>) => Promise<void>,
): Route {
  return { operation: operation, mount: (router) => mount(router, operation, handle) };
}
