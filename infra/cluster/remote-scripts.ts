import { Provider } from '@pulumi/command/provider.js';
import { Command } from '@pulumi/command/remote/command.js';
import * as pulumi from '@pulumi/pulumi';
import type { Box } from '../box.ts';
import type { Host } from '../hosts/host.ts';
import type { Before } from '../register-all.ts';
import { configSecret } from '../secrets/secret-value.ts';
import type { Vault } from '../secrets/vault.ts';
import { connectionTo } from './connection.ts';
import type { Action } from './script-of.ts';

/** One run of the script. */
export interface Run {
  readonly action: Action;
  /** Name of the node that it is about, and the host that it runs on. */
  readonly node: string;
  readonly on: Host;
  readonly version: string;
  /** The text; goes to standard input, as anybody on the host can list command lines and environments. */
  readonly script: pulumi.Input<string>;
  /** Changes when it has to run again though all else is the same; not shown as a change in a preview. */
  readonly occasion?: string;
  readonly before: Before;
}

/** Runs the script on hosts. */
export class RemoteScripts {
  readonly #box: Box;
  readonly #privateKey: pulumi.Output<string>;
  readonly #provider: Provider;

  constructor(box: Box, vault: Vault) {
    this.#box = box;
    this.#privateKey = vault.reveal(configSecret('sshPrivateKey'));
    this.#provider = new Provider(box.childName('ssh'), {}, { parent: box });
  }

  /** @returns the run; `stdout` is what the script printed, without the last line end */
  register(run: Run): Command {
    const { action, before, node, occasion = '', on, script } = run;
    const line = lineOf(run);
    return new Command(
      this.#box.childName(action, node),
      {
        connection: connectionTo(on, this.#privateKey),
        create: line,
        update: `${line} ${occasion}`.trimEnd(),
        stdin: script,
        // What a script printed would be shown, and then handed to the next run as a variable.
        ...{ logging: 'none', addPreviousOutputInEnv: false },
      },
      {
        ...{ parent: this.#box, provider: this.#provider },
        dependsOn: [...on.ready, ...before],
        additionalSecretOutputs: ['stdin', 'stdout', 'stderr'],
        // With one of them changed its output is unknown, and all that is in the cluster would be shown as changed.
        ignoreChanges: occasion !== '' && pulumi.runtime.isDryRun() ? ['create', 'stdin', 'update'] : [],
      },
    );
  }
}

/** Part of the engine's message when it fails, and of a preview: holds no secret. */
const lineOf = ({ action, node, on: { user }, version }: Run): string =>
  `${user === 'root' ? '' : 'sudo -n '}sh -s -- ${action} ${node} ${version}`;
