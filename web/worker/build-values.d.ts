/** What `web/build.mjs` writes into the worker. */
declare const PRECACHE: readonly string[];
declare const VERSION: string;
