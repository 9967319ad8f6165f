import * as pulumi from '@pulumi/pulumi';
import { getMonitor } from '@pulumi/pulumi/runtime/settings.js';
import { mockState } from './mock-state.ts';

/** A resource as the program hands it to the engine. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN of the parent. */
  readonly parent: string;
  /** `<urn>::<id>` of the provider; empty for components and providers. */
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** URNs of what it waits for. */
  readonly dependencies: readonly string[];
  readonly aliases: readonly unknown[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The internals that are wrapped here; pinned with the version of `@pulumi/pulumi`. */
interface Request {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getParent(): string;
  getProvider(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDependenciesList(): string[];
  getAliasesList(): { toObject(): unknown }[];
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}
interface Monitor {
  registerResource(request: Request, ...rest: unknown[]): unknown;
}

/**
 * Replaces the engine by mocks that answer each resource with its inputs. To be awaited before the program
 * is imported.
 * @param secrets the stack's encrypted keys, in clear
 * @returns what is registered from now on, in order
 */
export async function recordingMonitor(
  stack: string,
  config: Record<string, string>,
  secrets: Record<string, string> = {},
): Promise<readonly Registered[]> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ inputs, name, type }) =>
        mockState(type, name, inputs as Readonly<Record<string, unknown>>),
      call: () => ({}),
    },
    'goalixa',
    stack,
  );
  pulumi.runtime.setAllConfig({ ...config, ...secrets }, Object.keys(secrets));
  const registered: Registered[] = [];
  const monitor = getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, ...rest) => {
    registered.push({
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      parent: request.getParent(),
      provider: request.getProvider(),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      dependencies: request.getDependenciesList(),
      aliases: request.getAliasesList().map((alias) => alias.toObject()),
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      inputs: request.getObject()?.toJavaScript() ?? {},
    });
    return register(request, ...rest);
  };
  return registered;
}

/** Resolves when all that the program registers is registered. */
export async function settled(registered: readonly Registered[]): Promise<void> {
  await pulumi.runtime.disconnect();
  if (registered.length === 0) throw new Error('The program registered nothing.');
}
