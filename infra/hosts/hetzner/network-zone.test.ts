import { expect, it } from '@jest/globals';
import { networkZoneOf } from './network-zone.ts';

it.each([
  ['fsn1', 'eu-central'],
  ['nbg1', 'eu-central'],
  ['hel1', 'eu-central'],
  ['ash', 'us-east'],
  ['hil', 'us-west'],
  ['sin', 'ap-southeast'],
] as const)('%s is in %s', (location, zone) => {
  expect(networkZoneOf(location)).toBe(zone);
});
