import type { Site, StaticSite } from '../catalogue/deployable.ts';
import { redirectsOf } from '../catalogue/routes-of.ts';

/** Where the files and the server are. */
export interface NginxPlaces {
  /** Folder that holds the public files below the site's own URL prefix. */
  readonly root: string;
  readonly port: number;
  /** The one folder that is written to. */
  readonly temporary: string;
}

const types = {
  'text/html': 'html',
  'text/css': 'css',
  'text/javascript': 'js mjs',
  'text/plain': 'txt',
  'application/json': 'json map',
  'application/xml': 'xml',
  'application/manifest+json': 'webmanifest',
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'font/woff2': 'woff2',
} as const;
const compressed = Object.keys(types).filter(
  (type) => /^(text|application)\/|svg/.test(type) && type !== 'text/html',
);
const temporaryPaths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * The whole configuration of an unprivileged nginx that serves a site on a read-only root file system.
 * It answers what the twin's server answers; `static-site.contract.ts` holds both to it.
 */
export function nginxConfig(app: StaticSite, { root, port, temporary }: NginxPlaces): string {
  const { site } = app;
  return `# Generated from the catalogue by scripts/bundle.ts: do not edit.
worker_processes 1;
pid ${quoted(`${temporary}/nginx.pid`)};
error_log stderr warn;

events {
  worker_connections 1024;
}

http {
  access_log off;
  server_tokens off;
  absolute_redirect off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 75s;
  client_max_body_size 1k;
${lines(
  temporaryPaths.map((name) => `${name}_temp_path ${quoted(`${temporary}/${name}`)};`),
  2,
)}

  default_type application/octet-stream;
  types {
${lines(
  Object.entries(types).map(([type, extensions]) => `${type} ${extensions};`),
  4,
)}
  }
  charset utf-8;
  charset_types text/css text/javascript text/plain;

  gzip on;
  gzip_static on;
  gzip_vary on;
  gzip_proxied any;
  gzip_min_length 512;
  gzip_types ${compressed.join(' ')};

  map $status $allow {
    405 "GET, HEAD";
  }
  map "$status:$uri" $cache_control {
${lines(cacheControl(site), 4)}
  }

  server {
    listen ${port};
    root ${quoted(root)};
${lines(
  [
    ...Object.entries(site.headers).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`),
    'add_header Cache-Control $cache_control always;',
    'add_header Allow $allow always;',
  ],
  4,
)}

    if ($request_method !~ ^(GET|HEAD)$) {
      return 405;
    }
${lines(locations(app), 4)}
  }
}
`;
}

function cacheControl({ urlPrefix, immutablePrefix }: Site): readonly string[] {
  const immutable = `~^(200|206|304):${escaped(urlPrefix + (immutablePrefix ?? ''))}`;
  return [
    'default "no-cache";',
    ...(immutablePrefix === undefined ? [] : [`${quoted(immutable)} "public, max-age=31536000, immutable";`]),
  ];
}

/** Regular expressions are tried in this order, before the plain prefixes. */
function locations(app: StaticSite): readonly string[] {
  const { urlPrefix, immutablePrefix, fallback, notFound } = app.site;
  const missing = fallback === undefined ? '=404' : urlPrefix + fallback;
  return [
    ...redirectsOf(app).map(([from, to]) => `location = ${from} { return 308 ${to}$is_args$args; }`),
    ...(notFound === undefined
      ? []
      : [`error_page 404 ${urlPrefix}${notFound};`, `location = ${urlPrefix}${notFound} { internal; }`]),
    // Compressed copies are sent in place of their files, never by their own name.
    'location ~ /\\.(?!well-known/)|\\.gz$ { return 404; }',
    ...(immutablePrefix === undefined
      ? []
      : [`location ~ ${quoted(`^${escaped(urlPrefix + immutablePrefix)}`)} { try_files $uri =404; }`]),
    `location ~ ${quoted(`^${escaped(urlPrefix)}(.*/)?$`)} { try_files \${uri}index.html ${missing}; }`,
    `location ${urlPrefix} { try_files $uri ${missing}; }`,
    ...(urlPrefix === '/' ? [] : ['location / { return 404; }']),
  ];
}

const lines = (rows: readonly string[], indent: number): string =>
  rows.map((row) => `${' '.repeat(indent)}${row}`).join('\n');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @throws Error for a `$` in front of a name: nginx has no way to write it */
function quoted(text: string): string {
  if (/\$[\w{]/.test(text)) throw new Error(`nginx would read a variable in ${JSON.stringify(text)}`);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
