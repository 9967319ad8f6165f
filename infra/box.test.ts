import { beforeAll, describe, expect, it } from '@jest/globals';
import type * as pulumi from '@pulumi/pulumi';
import { Box } from './box.ts';
import { recordingMonitor } from './guard/recording-monitor.ts';

class Shed extends Box {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Shed', name, {}, opts);
  }
}

beforeAll(async () => {
  await recordingMonitor('test', {});
});

describe('Box', () => {
  it('refuses a child that is not named after it', () => {
    const shed = new Shed('shed', {});
    expect(() => new Shed('tool', { parent: shed })).toThrow(
      'goalixa:infra:Shed "tool": the name of a child starts with its parent\'s, "shed-"',
    );
  });

  it('refuses a grandchild that is not named after its parent', () => {
    const inner = new Shed('shed2-inner', { parent: new Shed('shed2', {}) });
    expect(() => new Shed('shed2-tool', { parent: inner })).toThrow(/"shed2-inner-"/);
  });

  it('names a child by what it is', () => {
    expect(new Shed('shed3', {}).childName('ConfigMap', 'a')).toBe('shed3-configmap-a');
  });
});
