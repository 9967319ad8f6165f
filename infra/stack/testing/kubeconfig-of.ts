/** A kubeconfig with one cluster. */
export function kubeconfigOf(cluster: object, user: object = { token: 'x' }): string {
  return JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1', ...cluster } }],
    users: [{ name: 'c', user }],
  });
}
