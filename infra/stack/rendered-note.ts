import { catalogue } from '../catalogue/catalogue.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { paths } from '../paths.ts';
import { compareTrees, differs, partOf, readCommitted } from '../render/committed-tree.ts';
import { renderStack } from '../render/render-stacks.ts';

/** One line where Argo CD would apply other workloads than the stack file gives: it reads what is pushed. */
export function renderedNote(stack: string, { environment, workloads }: StackConfig): string[] {
  if (!workloads.enabled || workloads.owner !== 'argocd') return [];
  const folder = `infra/rendered/${environment}`;
  try {
    const present = partOf(readCommitted(paths.rendered), (path) => path.startsWith(`${environment}/`));
    if (!differs(compareTrees(renderStack(stack, catalogue), present))) return [];
    return [
      `${folder} is not what this stack gives, and Argo CD applies what is pushed: run "npm run render", commit, push.`,
    ];
  } catch (error) {
    return [`${folder} cannot be compared: ${error instanceof Error ? error.message : String(error)}`];
  }
}
