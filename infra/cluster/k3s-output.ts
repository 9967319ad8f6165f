/**
 * SHA-256 of the cluster's authority, which the first server's run prints as `caHash=<64 digits>`.
 * @throws Error when it is not there, without what was printed
 */
export function caHashOf(stdout: string): string {
  const hash = /^caHash=([0-9a-f]{64})$/m.exec(stdout)?.[1];
  if (hash === undefined) throw new Error("The first server did not tell its cluster's authority.");
  return hash;
}

/**
 * k3s' kubeconfig for use from elsewhere: its own names the host itself.
 * @throws Error when it is no kubeconfig of k3s, without what it is
 */
export function kubeconfigFor(kubeconfig: string, apiAddress: string): string {
  const own = 'server: https://127.0.0.1:6443';
  if (!kubeconfig.includes(own)) throw new Error('The first server has no kubeconfig of k3s.');
  return kubeconfig.replace(own, `server: https://${apiAddress}:6443`);
}
