import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfText } from '../config/config-file.ts';
import { stackFiles } from '../fixtures/stack-files.ts';
import { paths } from '../paths.ts';
import { aclStateOf } from '../redis/acl-file.ts';
import { tenantTokenName } from '../tenants/tenant-token-name.ts';
import { SecretBook } from './secret-book.ts';
import { hostKeyLabel, loginLabel, ownLabels, secretLabels } from './secret-labels.ts';

const runbook = readFileSync(join(paths.root, 'docs/runbooks/rotate-secrets.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(paths.root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The text below the heading that begins so, with the heading. */
const sectionOf = (heading: string): string =>
  runbook.split(/^## /m).find((section) => section.startsWith(heading)) ?? '';

/** `password` in the row of `redis/app`. */
const classes = new Map(
  [...runbook.matchAll(/^\| +(`.*`.*?) +\| (\w+) +\|$/gm)].flatMap(([, labels = '', name = '']) =>
    [...labels.matchAll(/`([^`]+\/[^`]+)`/g)].map(([, label = '']) => [label, name] as const),
  ),
);
const headings: Readonly<Record<string, string>> = {
  password: 'Passwords',
  keyring: 'Keyrings',
  fixed: 'Fixed',
};

/** The commands in it, each as it stands there. */
const commands = [...runbook.matchAll(/`([^`\n]+)`/g)].flatMap(([, text = '']) => text.split(' | '));
const npmCommands = commands.filter((command) => command.startsWith('npm run '));

/** Runs the script of an `npm run`, for a stack that does not exist. */
function run(command: string): string {
  const words = command.replace('<new generation>', '2').replace(/<\w+>/g, 'none').split(' ');
  const script = words.find((word) => word in scripts) ?? '';
  const file = /infra\/\S+\.ts/.exec(scripts[script] ?? '')?.[0] ?? '';
  const args = words.slice(words.indexOf('--') + 1);
  const options = { input: 'A'.repeat(43), encoding: 'utf8' } as const;
  const { stderr, stdout } = spawnSync(process.execPath, [join(paths.root, file), ...args], options);
  return stdout + stderr;
}

describe('docs/runbooks/rotate-secrets.md', () => {
  it('has every label of a stack in its table, with its class', () => {
    const kinds = catalogue.flatMap(({ name, secrets }) =>
      secrets.map(({ kind, name: own }) => [`${name}/${own}`, kind] as const),
    );
    const keyrings = kinds
      .filter(([, kind]) => /^(keyring|signing-keys)$/.test(kind))
      .map(([label]): string => label);
    const classOf = (label: string): string => {
      if (keyrings.includes(label)) return 'keyring';
      return /^(postgres|redis)\//.test(label) ? 'password' : 'fixed';
    };
    const general = (label: string) => label.replace(/^postgres\/[^_]+_/, 'postgres/<database>_');
    const labels = secretLabels(catalogue, ['<machine>']).map(general);
    expect(Object.fromEntries(classes)).toEqual(
      Object.fromEntries(labels.map((label) => [label, classOf(label)])),
    );
  });

  it('has steps for every label in the section of its class', () => {
    const isMissing = ([label, name]: readonly [string, string]) => {
      const section = sectionOf(headings[name] ?? 'none');
      return ![label, label.replace(/\/.*/, '/…')].some((text) => section.includes(`\`${text}\``));
    };
    expect([...classes].filter(isMissing)).toEqual([]);
  });

  it('names scripts of the repository, and what they take', () => {
    expect(npmCommands.length).toBeGreaterThan(4);
    const known = Object.keys(scripts);
    expect(npmCommands.filter((command) => !command.split(' ').some((word) => known.includes(word)))).toEqual(
      [],
    );
    // The stack is the first thing that is wrong with a command on a stack.
    const ofStacks = npmCommands.filter((command) => command.startsWith('npm run stack '));
    expect(ofStacks.filter((command) => !run(command).includes('There is no Pulumi.none.yaml'))).toEqual([]);
    const derivations = npmCommands.filter((command) => command.includes('secret -- '));
    expect(derivations.map((command) => run(command).trim().length)).toEqual([43]);
  });

  it('names the stack in every command on its configuration', () => {
    const configs = commands.filter((command) => command.startsWith('pulumi config'));
    expect(configs.length).toBeGreaterThan(3);
    expect(configs.filter((command) => !command.endsWith(' --stack <name>'))).toEqual([]);
  });

  it('says at which step of a rotation Redis starts anew', () => {
    const states = [{ generation: 1 }, { generation: 2, active: 1 }, { generation: 2 }];
    const [before, first, second] = states.map((state) =>
      aclStateOf(new SecretBook({ [ownLabels.redisExporter]: { root: 1, ...state } })),
    );
    expect([before === first, first === second]).toEqual([false, true]);
    expect(sectionOf('Passwords')).toMatch(/Redis' pod starts anew at the first step, .* not at the second/);
  });

  it('derives the token of k3s from the root and the generation that it will have', () => {
    expect(sectionOf('Fixed')).toContain(
      `goalixa:rootSecret<root> --stack <name> | npm run -s secret -- ${ownLabels.k3sToken} <new generation>`,
    );
    expect(sectionOf('Fixed')).not.toMatch(/rootSecret\d|-token \d/);
  });

  it('has states for a leaked root that a stack may have', () => {
    const states = [...sectionOf('A root has leaked').matchAll(/\{ root: .*? \}/g)].map(([state]) =>
      state.replace(/<(one more|the same)>/g, '2'),
    );
    expect(states).toEqual(expect.arrayContaining(['{ root: 2, generation: 2, since: 2 }']));
    const { text = '' } = stackFiles('valid').find(({ stack }) => stack === 'three-servers') ?? {};
    const login = loginLabel('goalixa', 'app');
    for (const state of states) {
      const secrets = [login, hostKeyLabel('goalixa-1')].map((label) => `    ${label}: ${state}`);
      const whole = `${text}\n  goalixa:secrets:\n${secrets.join('\n')}\n`;
      expect(configOfText('three-servers', whole, catalogue, 'read').secrets[login]?.root).toBe(2);
    }
  });

  it('leaves the host keys out of the rounds, and gives those of new servers the new root', () => {
    const [, , first = '', , hostKeys = ''] = sectionOf('A root has leaked').split(/^\d\. /m);
    expect(first).toContain('but the host keys');
    expect(hostKeys).toContain(`\`${hostKeyLabel('<machine>')}: { root: 2, generation: 1 }\``);
  });

  it("withdraws a tenant's token in an order that makes a new one", () => {
    const section = sectionOf('Secrets of others');
    const order = [`delete secret ${tenantTokenName}`, 'stack -- refresh', 'stack -- up', 'stack -- link'];
    const places = order.map((text) => section.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});
