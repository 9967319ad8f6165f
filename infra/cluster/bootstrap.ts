import type { Command } from '@pulumi/command/remote/command.js';
import * as pulumi from '@pulumi/pulumi';
import type { Box } from '../box.ts';
import type { Host } from '../hosts/host.ts';
import type { Before } from '../register-all.ts';
import { versions } from '../versions.ts';
import type { ClusterArgs } from './cluster-args.ts';
import { factsOf } from './facts-of.ts';
import { caHashOf, kubeconfigFor } from './k3s-output.ts';
import { RemoteScripts, type Run } from './remote-scripts.ts';
import { installScript, serverScript } from './script-of.ts';

/**
 * Installs k3s on the hosts of a stack, one after the other: servers, then agents. An upgrade goes the same way,
 * and stops at the first host that fails.
 * @returns the administrator's kubeconfig, a secret
 */
export function bootstrap(box: Box, args: ClusterArgs): pulumi.Output<string> {
  const { hosts, apiAddress } = args.hosts;
  const [first, ...others] = hosts;
  if (!first || apiAddress === undefined) throw new Error('A cluster is installed on at least one host.');
  const installation = new Installation(box, args, first);
  const made = installation.installFirst();
  const last = others.reduce<Before>((before, host) => installation.install(host, made, before), [made]);
  return installation.readKubeconfig(apiAddress, last);
}

/** The runs of the script that make up a cluster. */
class Installation {
  readonly #facts: ReturnType<typeof factsOf>;
  readonly #first: Host;
  readonly #scripts: RemoteScripts;
  readonly #version: string;

  constructor(box: Box, args: ClusterArgs, first: Host) {
    this.#facts = factsOf(args);
    this.#first = first;
    this.#scripts = new RemoteScripts(box, args.vault);
    this.#version = args.platform.config.cluster.version ?? versions.k3s;
  }

  installFirst(): Command {
    return this.#install(this.#first, pulumi.output(undefined), []);
  }

  /** @param made the first server @returns what the next host waits for */
  install(host: Host, made: Command, before: Before): Before {
    const caHash = made.stdout.apply(caHashOf);
    if (host.role === 'server') return [this.#install(host, caHash, before)];
    // An agent may not move pods; a server drains itself.
    const drained = this.#onFirst('drain', host.name, before);
    const installed = this.#install(host, caHash, [drained]);
    return [this.#onFirst('admit', host.name, [installed])];
  }

  /**
   * Reads it at each `up`, as its certificate lasts a year. A preview shows no change: the file seldom has one.
   */
  readKubeconfig(apiAddress: pulumi.Output<string>, before: Before): pulumi.Output<string> {
    const occasion = new Date().toISOString();
    const { stdout } = this.#onFirst('kubeconfig', this.#first.name, before, { occasion });
    return pulumi.secret(pulumi.all([stdout, apiAddress]).apply((read) => kubeconfigFor(...read)));
  }

  #install(host: Host, caHash: pulumi.Output<string | undefined>, before: Before): Command {
    const script = pulumi.all([this.#facts, caHash]).apply(([facts, hash]) => {
      const node = facts.nodes.find(({ name }) => name === host.name);
      if (!node) throw new Error(`The host "${host.name}" is no node of its cluster.`);
      return installScript(facts, node, hash);
    });
    return this.#scripts.register({
      ...{ action: 'install', node: host.name, on: host, version: this.#version, before },
      script: pulumi.secret(script),
    });
  }

  #onFirst(action: Run['action'], node: string, before: Before, more: Partial<Run> = {}): Command {
    const version = this.#version;
    const run = { action, node, on: this.#first, version, script: serverScript(), before };
    return this.#scripts.register({ ...run, ...more });
  }
}
