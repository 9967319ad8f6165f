/** A program that only some parts want. `npm start` and `npm test` do without; what wants it is skipped. */
export interface Tool {
  name: string;
  /** Names of the program, best first. @default [name] */
  programs?: readonly string[];
  /** Arguments that make it print its version. @default ['--version'] */
  versionWords?: readonly string[];
  wantedBy: string;
  howToGet: string;
}

export const tools: readonly Tool[] = [
  {
    name: 'pulumi',
    versionWords: ['version'],
    wantedBy: '`pulumi preview` and `pulumi up`: provisioning from infra/',
    howToGet: 'pulumi.com/docs/install',
  },
  {
    name: 'docker',
    wantedBy: 'building the images of the services',
    howToGet: 'docs.docker.com/engine/install, or the package docker.io (Debian)',
  },
  {
    name: 'redis-server',
    wantedBy: 'tests of the cache with a real Redis, `npm start -- --redis redis://127.0.0.1:6379`',
    howToGet: 'the package redis-server (Debian), redis (Homebrew)',
  },
  {
    name: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    wantedBy: 'tests of the pages in a real browser, which come with the pages',
    howToGet: 'the package chromium (Debian, Homebrew), or Google Chrome',
  },
  {
    name: 'nginx',
    versionWords: ['-v'],
    wantedBy: 'tests of the configuration that serves web and landing',
    howToGet: 'the package nginx (Debian, Homebrew)',
  },
];
