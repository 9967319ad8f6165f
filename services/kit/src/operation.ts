import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import { AppError } from './app-error.ts';
import { kitErrors } from './kit-errors.ts';
import { parse } from './parse.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One answer of an operation; without `schema` the body is empty. */
export interface AnswerSpec {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
}

type Part = z.ZodType | undefined;

/** One method on one path: what routes, OpenAPI and the BFF's table of declared paths are all made of. */
export interface Operation<P extends Part = Part, Q extends Part = Part, B extends Part = Part> {
  /** camelCase, unique in the service. */
  readonly id: string;
  readonly method: Method;
  /** Express pattern, `/v1/goals/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Request headers the operation reads, besides Authorization. */
  readonly headers?: readonly string[];
  /** `false` where no access token is needed. */
  readonly security?: boolean;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
}

type Parsed<T extends Part> = T extends z.ZodType ? z.output<T> : undefined;

export interface Input<P extends Part, Q extends Part, B extends Part> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly req: Request;
  readonly res: Response;
}

/** Declares an operation and keeps the types of its parts. */
export function operation<P extends Part = undefined, Q extends Part = undefined, B extends Part = undefined>(
  spec: Operation<P, Q, B>,
): Operation<P, Q, B> {
  return spec;
}

/** Routes an operation; its input reaches the handler parsed, or is answered 422 with every wrong field. */
export function mount<P extends Part, Q extends Part, B extends Part>(
  router: Router,
  spec: Operation<P, Q, B>,
  handle: (input: Input<P, Q, B>) => Promise<void>,
): void {
  router[spec.method](spec.path, async (req, res) => {
    const input = {
      params: spec.params ? parse(spec.params, req.params) : undefined,
      query: spec.query ? parse(spec.query, req.query) : undefined,
      body: spec.body ? parse(spec.body, req.body ?? {}) : undefined,
    };
    await handle({ ...input, req, res } as Input<P, Q, B>);
  });
}

/**
 * Before all routes: OPTIONS answers 405 as well. Express would answer it itself, at the end of the first router, with
 * 200 and plain text.
 */
export function refuseOptions(router: Router, operations: readonly Operation[]): void {
  const options = express.Router();
  refuseOtherMethods(options, operations);
  router.use((req, res, next) => (req.method === 'OPTIONS' ? options(req, res, next) : next()));
}

/** After all routes: another method on a known path answers 405 with `Allow`. */
export function refuseOtherMethods(router: Router, operations: readonly Operation[]): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of operations) {
    const known = methods.get(path) ?? new Set<string>();
    methods.set(path, known.add(method.toUpperCase()));
    if (method === 'get') known.add('HEAD');
  }
  for (const [path, known] of methods) {
    const headers = { Allow: [...known].sort().join(', ') };
    router.all(path, () => {
      throw new AppError(kitErrors.method_not_allowed, { headers });
    });
  }
}
