import { describe, expect, it } from '@jest/globals';
import { caHashOf, kubeconfigFor } from './k3s-output.ts';

describe('caHashOf', () => {
  it('refuses an output without a hash, and does not repeat it', () => {
    expect(() => caHashOf('K10secret')).toThrow("The first server did not tell its cluster's authority.");
  });

  it('is the hash among other lines', () => {
    const hash = 'ab'.repeat(32);
    expect(caHashOf(`something\ncaHash=${hash}`)).toBe(hash);
  });
});

describe('kubeconfigFor', () => {
  it('refuses what is no kubeconfig of k3s, and does not repeat it', () => {
    expect(() => kubeconfigFor('secret', '192.0.2.1')).toThrow('The first server has no kubeconfig of k3s.');
  });

  it('names the address that reaches the server from elsewhere', () => {
    expect(kubeconfigFor('a\n    server: https://127.0.0.1:6443\nb\n', '192.0.2.1')).toBe(
      'a\n    server: https://192.0.2.1:6443\nb\n',
    );
  });
});
