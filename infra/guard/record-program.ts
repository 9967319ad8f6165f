import { recordingMonitor, settled } from './recording-monitor.ts';
import type { StackInput } from './stack-input.ts';

// A process of its own: the engine's state and the program are loaded once per process.
process.once('message', async ({ config, secrets, stack }: StackInput) => {
  const registered = await recordingMonitor(stack, { ...config }, { ...secrets });
  await import('../index.ts');
  await settled(registered);
  process.send?.(registered, () => process.disconnect());
});
