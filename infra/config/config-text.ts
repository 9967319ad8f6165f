import { isIP, isIPv4 } from 'node:net';
import { z } from 'zod';

/**
 * A text that follows a rule; its value is never shown.
 * @param message `must be ...`, with an example; said too where the text is missing or is no text
 * @param rule a pattern, or a question about the text
 */
export const text = (message: string, rule: RegExp | ((value: string) => boolean)) =>
  z
    .string({ error: message })
    .refine((value) => (rule instanceof RegExp ? rule.test(value) : rule(value)), { error: message });

/** The name of a branch as Git takes it, of letters that need no quotes anywhere. */
export const branchName = () => text('must be the name of a branch such as "main"', isBranch);

/** The name of a bucket: S3's rules, without dots, which do not go with TLS. */
export const bucketName = () =>
  text(
    'must be the name of a bucket: 3 to 63 lower-case letters, digits and dashes',
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  );

/** The region of a bucket. */
export const regionName = () =>
  text(
    'must be the region of the bucket such as "fsn1": up to 63 letters, digits and dashes',
    /^[A-Za-z0-9][\w-]{0,62}$/,
  );

/** The name of a cluster-scoped Kubernetes object. @param message `must be the name of ...`, with an example */
export const objectName = (message: string) =>
  text(`${message}: lower-case letters, digits, dashes and dots`, (value) => hasLabels(value));

/**
 * An address that holds no credentials: no user, query or fragment; nor a slash at its end.
 * @param example what it may be, in quotes in the message
 */
export const address = (example: string, ...schemes: readonly string[]) =>
  text(
    `must be an address such as "${example}", without credentials, a query or a slash at its end`,
    (value) => isAddress(value, schemes),
  );

/** Whether `value` is `<scheme>://<host>[:<port>][/<path>]` and no more. */
export function isAddress(value: string, schemes: readonly string[]): boolean {
  const [, scheme = '', host = '', path = ''] = /^([a-z]+):\/\/([^/]+)((?:\/[\w.~+%-]+)*)$/.exec(value) ?? [];
  return schemes.includes(scheme) && isHostWithPort(host) && !path.split('/').includes('..');
}

/** `goalixa.example`, `192.0.2.11:8443`. */
export function isHostWithPort(value: string): boolean {
  const [, host = '', port] = /^([^:]+)(?::([1-9]\d{0,4}))?$/.exec(value) ?? [];
  return (isDnsName(host) || isIPv4(host)) && Number(port ?? 1) <= 65_535;
}

/** `goalixa.example`, `localhost`; a name whose end is a number would be read as an IPv4 address. */
export const isDnsName = (value: string): boolean =>
  hasLabels(value) && !/(^|\.)(\d+|0x[0-9a-f]*)$/.test(value) && URL.canParse(`https://${value}`);

/** An IP address, or the name of a host in letters of either case. */
export const isHost = (value: string): boolean => isIP(value) !== 0 || isDnsName(value.toLowerCase());

const hasLabels = (value: string): boolean =>
  value.length <= 253 &&
  value.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));

const isBranch = (value: string): boolean =>
  value.length <= 200 &&
  value !== 'HEAD' &&
  !value.includes('..') &&
  value.split('/').every((part) => /^\w([\w.-]*[\w-])?$/.test(part) && !part.endsWith('.lock'));
