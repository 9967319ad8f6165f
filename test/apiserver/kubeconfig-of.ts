import type { Connection } from './api-client.ts';

/** A kubeconfig as text: JSON is YAML too. */
export const kubeconfigOf = ({ ca, token, url }: Connection): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'goalixa',
        cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') },
      },
    ],
    users: [{ name: 'owner', user: { token } }],
    contexts: [{ name: 'goalixa', context: { cluster: 'goalixa', user: 'owner' } }],
    'current-context': 'goalixa',
  });
