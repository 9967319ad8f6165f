import * as pulumi from '@pulumi/pulumi';
import { getMonitor } from '@pulumi/pulumi/runtime/settings.js';
import { mockState } from './mock-state.ts';
import { urnOf } from './urn-entry.ts';

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

/** A resource that is not made but only looked at, as a reference to another stack. */
export type Read = Pick<Registered, 'type' | 'name' | 'parent' | 'provider' | 'inputs'>;

/** All that a program asks of the engine, in order. */
export interface Recording {
  readonly registered: readonly Registered[];
  readonly read: readonly Read[];
  /** What components give out, and the program itself as outputs of the stack. */
  readonly outputs: readonly { readonly urn: string; readonly outputs: Inputs }[];
  /** Functions of providers. */
  readonly invoked: readonly { readonly token: string; readonly inputs: Inputs }[];
}

type Inputs = Registered['inputs'];

/** The internals that are wrapped here; pinned with the version of `@pulumi/pulumi`. */
interface Fields {
  toJavaScript(): Record<string, unknown>;
}
interface ReadRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getProperties(): Fields | undefined;
}
interface RegisterRequest {
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
  getObject(): Fields | undefined;
}
interface Requests {
  registerResource: RegisterRequest;
  readResource: ReadRequest;
  registerResourceOutputs: { getUrn(): string; getOutputs(): Fields | undefined };
  invoke: { getTok(): string; getArgs(): Fields | undefined };
}
type Method = keyof Requests;
type Answer<Name extends Method> = (request: Requests[Name], ...rest: unknown[]) => unknown;
type Monitor = { [Name in Method]: Answer<Name> } & {
  newUrn(parent: string, type: string, name: string): string;
};

/**
 * Replaces the engine by mocks that answer each resource with its inputs. To be awaited before the program
 * is imported.
 * @param secrets the stack's encrypted keys, in clear
 * @returns what the engine is asked from now on
 */
export async function recordingMonitor(
  stack: string,
  config: Record<string, string>,
  secrets: Record<string, string> = {},
): Promise<Recording> {
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
  const monitor = getMonitor() as unknown as Monitor;
  // The mocks' own names are not the engine's: they lead below the stack.
  monitor.newUrn = (parent, type, name) => urnOf(stack, { parent, type, name });
  return {
    registered: notesOf(monitor, 'registerResource', registeredOf),
    read: notesOf(monitor, 'readResource', (request) => ({
      ...placeOf(request),
      inputs: valuesOf(request.getProperties()),
    })),
    outputs: notesOf(monitor, 'registerResourceOutputs', (request) => ({
      urn: request.getUrn(),
      outputs: valuesOf(request.getOutputs()),
    })),
    invoked: notesOf(monitor, 'invoke', (request) => ({
      token: request.getTok(),
      inputs: valuesOf(request.getArgs()),
    })),
  };
}

/** @returns what `note` makes of each request of this kind; grows as they come */
function notesOf<Name extends Method, Note>(
  monitor: Monitor,
  method: Name,
  note: (request: Requests[Name]) => Note,
): readonly Note[] {
  const notes: Note[] = [];
  const answer = monitor[method].bind(monitor) as Answer<Name>;
  const noting: Answer<Name> = (request, ...rest) => {
    notes.push(note(request));
    return answer(request, ...rest);
  };
  Object.assign(monitor, { [method]: noting });
  return notes;
}

const registeredOf = (request: RegisterRequest): Registered => ({
  ...placeOf(request),
  custom: request.getCustom(),
  protect: request.getProtect(),
  retainOnDelete: request.getRetainondelete(),
  dependencies: request.getDependenciesList(),
  aliases: request.getAliasesList().map((alias) => alias.toObject()),
  ignoreChanges: request.getIgnorechangesList(),
  additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  inputs: valuesOf(request.getObject()),
});

const placeOf = (request: Pick<ReadRequest, 'getType' | 'getName' | 'getParent' | 'getProvider'>) => ({
  ...{ type: request.getType(), name: request.getName() },
  ...{ parent: request.getParent(), provider: request.getProvider() },
});

const valuesOf = (fields: Fields | undefined): Inputs => fields?.toJavaScript() ?? {};

/** Resolves when all that the program registers is registered. */
export async function settled(registered: readonly Registered[]): Promise<void> {
  await pulumi.runtime.disconnect();
  if (registered.length === 0) throw new Error('The program registered nothing.');
}
