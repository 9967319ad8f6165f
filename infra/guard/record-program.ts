import * as pulumi from '@pulumi/pulumi';
import { recordingMonitor, settled } from './recording-monitor.ts';
import type { StackInput } from './stack-input.ts';

// A process of its own: the engine's state and the program are loaded once per process.
process.once('message', async ({ config, secrets, stack }: StackInput) => {
  const recording = await recordingMonitor(stack, { ...config }, { ...secrets });
  // As the engine's own runner does it: what the program exports becomes the stack's outputs.
  await pulumi.runtime.runInPulumiStack(() => import('../index.ts'));
  await settled(recording.registered);
  process.send?.(recording, () => process.disconnect());
});
