import { expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { platformOf } from '../platform.ts';
import { committedStacks } from '../render/render-stacks.ts';

const platforms = committedStacks().map((stack) => platformOf(catalogue, configOfStack(stack, catalogue)));

it.each(committedStacks())(
  "%s: a host without a certificate of its own is named by its cluster's",
  (stack) => {
    const { config, environment } = platformOf(catalogue, configOfStack(stack, catalogue));
    const { driver } = config.hosts;
    if (environment.certificate !== 'wildcard' || driver !== 'stack') return;
    const [, ownerName] = /\/([^/]+)$/.exec(config.hosts.stack) ?? [];
    const owner = platforms.find((one) => one.config.environment === ownerName);
    expect(owner?.environment.certificate).toBe('wildcard');
    expect(environment.host.replace(/^[^.]+\./, '*.')).toBe(`*.${owner?.environment.host}`);
  },
);
