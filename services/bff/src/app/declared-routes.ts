import type { Method, Operation } from '@goalixa/kit/operation.ts';

/** An operation of Core API as browsers reach it. */
export interface DeclaredRoute {
  readonly method: Method;
  /** Express pattern below `/bff/`. */
  readonly path: string;
  /** Aggregates are cached; everything else passes through. */
  readonly aggregate: boolean;
  /**
   * The path at Core API. It is built from the parameters, never copied, so that no spelling of a path
   * reaches what is not declared.
   * @param search the query with its `?`, or an empty string
   */
  target(params: Readonly<Record<string, string | string[] | undefined>>, search: string): string;
}

const aggregates = '/v1/aggregates/';

/** Core API's operations below `/v1/`; nothing else passes. */
export function declaredRoutes(operations: readonly Operation[]): DeclaredRoute[] {
  return operations
    .filter(({ path }) => path.startsWith('/v1/'))
    .map(({ method, path }) => {
      const aggregate = path.startsWith(aggregates);
      return {
        method,
        path: aggregate
          ? `/bff/aggregate/${path.slice(aggregates.length)}`
          : `/bff/app/${path.slice('/v1/'.length)}`,
        aggregate,
        target: (params, search) =>
          path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name]))) + search,
      };
    });
}

/** The query of a URL with its `?`, or an empty string. */
export function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
