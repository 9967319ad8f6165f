import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { configSecret, type SecretValue } from '../secrets/secret-value.ts';
import { argocdNamespace } from './argocd.ts';
import type { GitopsConfig } from './gitops-config.ts';
import { notificationSecret } from './notification-values.ts';

/** All Secrets of Argo CD: the chart makes none, and Argo CD finds nothing that it had to add. */
export const argocdSecrets = ({
  config,
  secrets,
}: Pick<Platform, 'config' | 'secrets'>): readonly ApiObject[] => [
  secretOf('argocd-secret', {
    'server.secretkey': secrets.current(ownLabels.argocdSessions),
    ...webhookKeys(secrets.current(ownLabels.gitWebhook)),
  }),
  secretOf('argocd-redis', { auth: secrets.current(ownLabels.argocdCache) }),
  ...(config.gitops.isPrivate ? [repositorySecretOf(config.gitops)] : []),
  ...(config.gitops.notifications
    ? [secretOf(notificationSecret.name, { [notificationSecret.urlKey]: configSecret('notificationsUrl') })]
    : []),
];

/** The same for each kind of sender: one without a secret would be believed unchecked. */
const webhookKeys = (secret: SecretValue) => ({
  'webhook.github.secret': secret,
  'webhook.gitlab.secret': secret,
  'webhook.gogs.secret': secret,
  'webhook.bitbucketserver.secret': secret,
  'webhook.bitbucket.uuid': secret,
  'webhook.azuredevops.username': 'goalixa',
  'webhook.azuredevops.password': secret,
});

/** How Argo CD reads the repository: a token over https, a key over SSH; both are `goalixa:gitToken`. */
function repositorySecretOf({ repository }: GitopsConfig) {
  const token = configSecret('gitToken');
  const login = repository.startsWith('https:')
    ? { username: 'git', password: token }
    : { sshPrivateKey: token };
  return secretOf(
    'goalixa-repository',
    { type: 'git', url: repository, ...login },
    { 'argocd.argoproj.io/secret-type': 'repository' },
  );
}

const secretOf = (
  name: string,
  stringData: Readonly<Record<string, string | SecretValue>>,
  labels: Readonly<Record<string, string>> = {},
) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name,
    namespace: argocdNamespace,
    // Argo CD overlooks Secrets without this label.
    labels: { 'app.kubernetes.io/part-of': 'argocd', ...labels },
  },
  type: 'Opaque',
  stringData,
});
