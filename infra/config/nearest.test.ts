import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['x', ['staging', 'production']],
    ['', ['staging']],
    ['preview', []],
    ['owner', ['layout']],
  ])('finds nothing near %j', (word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });

  it.each([
    ['hetzer', ['ssh', 'hetzner'], 'hetzner'],
    ['memoryMb', ['maxmemory', 'memoryMi'], 'memoryMi'],
    ['Staging', ['staging', 'preview'], 'staging'],
    ['argo-cd', ['argocd', 'pulumi'], 'argocd'],
  ])('takes %j for the nearest word', (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });
});
