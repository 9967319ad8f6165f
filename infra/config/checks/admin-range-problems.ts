import { ipv4Range } from '../ipv4-range.ts';
import type { Check } from './check.ts';
import { startProblem } from './network-problems.ts';

/** Prefix of the widest range that one owner may hold. */
const widest = 8;

/** Who may reach SSH and the API server. */
export const adminRangeProblems: Check = ({ hosts }) => {
  if (hosts?.driver !== 'hetzner' && hosts?.driver !== 'ssh') return [];
  return (hosts.adminCidrs ?? []).flatMap((range, index) => {
    if (range === undefined) return [];
    const isWorld = ipv4Range(range).bits < widest;
    const cure = 'name the networks of your admins, such as "203.0.113.7/32"';
    const messages = isWorld
      ? [`"${range}" opens SSH and the API server to the world; ${cure}`]
      : startProblem(range);
    return messages.map((message) => ({ path: ['hosts', 'adminCidrs', index], message }));
  });
};
