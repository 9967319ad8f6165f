import { z } from 'zod';
import { jsonOf } from './json-of.ts';
import type { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';

const stateSchema = z.object({
  deployment: z
    .object({ resources: z.array(z.object({ urn: z.string(), protect: z.boolean().optional() })).nullish() })
    .nullish(),
});

/** Options of `destroy` by which the user has chosen what goes. */
const choice = /^(-t|--target|--target-dependents|--exclude|--exclude-protected|-x)(=|$)/;

/**
 * Before a `destroy`: the engine takes away what depends on a protected resource before it comes to that one and
 * stops, so a platform would be left without its Secrets.
 * @throws Refusal that names what is protected and the ways out
 */
export async function refuseProtected(
  cli: PulumiCli,
  stack: string,
  options: readonly string[],
): Promise<void> {
  if (options.some((option) => choice.test(option))) return;
  const exported = await cli.run(['stack', 'export', '--stack', stack], { isQuiet: true });
  // The CLI has said why; `destroy` itself will end on it.
  if (exported.code !== 0) return;
  const state = stateSchema.safeParse(jsonOf(exported.stdout)).data;
  const held = (state?.deployment?.resources ?? []).filter(({ protect }) => protect === true);
  if (held.length === 0) return;
  throw new Refusal(
    [
      `Nothing was destroyed: ${stack} holds ${held.length} protected resources, and what they hold is lost with them:`,
      ...held.map(({ urn }) => `  ${urn}`),
      `If that is meant, run "pulumi state unprotect --all --stack ${stack}" and this command again; --exclude-protected leaves them.`,
    ].join('\n'),
  );
}
