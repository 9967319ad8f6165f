import { isIPv4 } from 'node:net';
import type { Check } from './check.ts';

/** Where the users of production come to: a name that certificates are given for, at the port that everybody uses. */
export const publicUrlProblems: Check = ({ environment, publicUrl }) => {
  if (environment !== 'production' || publicUrl === undefined) return [];
  const { hostname, port } = new URL(publicUrl);
  const messages = [
    ...(port === '' ? [] : [`names port ${port}, and the edge of production answers at 443; leave it out`]),
    ...(isIPv4(hostname) || !hostname.includes('.')
      ? [`"${hostname}" is not a public name; production needs one such as "goalixa.example"`]
      : []),
  ];
  return messages.map((message) => ({ path: ['publicUrl'], message }));
};
