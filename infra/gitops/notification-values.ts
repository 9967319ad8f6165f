/** The service that tells failures, and the key of its address in the Secret below. */
export const notifier = 'goalixa';
export const notificationSecret = { name: 'argocd-notifications-secret', urlKey: 'webhook-url' } as const;

const operation = 'app.status?.operationState';

/**
 * A failure that is told: when, and what about it. Expressions see the Application as `app`, and keep to what
 * expr-lang and JavaScript have in common, so that a test can run them.
 */
const failures = {
  'on-sync-failed': {
    // While it is tried again, which takes hours, the phase is `Running`.
    when: [
      `${operation}?.phase == 'Error'`,
      `${operation}?.phase == 'Failed'`,
      `${operation}?.phase == 'Running' && (${operation}?.retryCount ?? 0) > 0`,
    ].join(' || '),
    // The same over all tries.
    oncePer: `${operation}?.startedAt`,
    reason: '.app.status.operationState.message',
    what: 'could not be synced',
  },
  'on-health-degraded': {
    when: "app.status?.health?.status == 'Degraded'",
    // Without it the mark goes at recovery: with it a second time on one commit would not be told.
    oncePer: undefined,
    reason: '.app.status.health.message',
    what: 'is degraded',
  },
} as const;

/** Names of the triggers, for the annotations of Applications. */
export const triggers = Object.keys(failures);

/** Values of the chart's notifications: an incoming webhook is told of each failure once, at its start. */
export function notificationValues(isEnabled: boolean): Readonly<Record<string, unknown>> {
  if (!isEnabled) return { enabled: false };
  const service = {
    url: `$${notificationSecret.urlKey}`,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
  };
  return {
    enabled: true,
    secret: { create: false, name: notificationSecret.name },
    resources: { requests: { cpu: '25m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    // The chart wants YAML as text; JSON is YAML.
    notifiers: { [`service.webhook.${notifier}`]: JSON.stringify(service) },
    templates: mapped('template.', ({ reason, what }) => ({
      webhook: { [notifier]: messageOf(what, reason) },
    })),
    triggers: mapped('trigger.', ({ oncePer, when }, name) => [{ when, oncePer, send: [name] }]),
  };
}

/** What the large chat services take; `toJson` quotes whatever an error says. */
const messageOf = (what: string, reason: string) => ({
  method: 'POST',
  body: `{"text": {{ printf "%s ${what}: %s" .app.metadata.name (${reason} | default "no reason given") | toJson }}}`,
});

const mapped = (
  prefix: string,
  entryOf: (failure: (typeof failures)[keyof typeof failures], name: string) => unknown,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(failures).map(([name, failure]) => [
      prefix + name,
      JSON.stringify(entryOf(failure, name)),
    ]),
  );
