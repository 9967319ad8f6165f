import type { HetznerConfig } from '../hosts-config.ts';

type Location = HetznerConfig['location'];

const zones: Readonly<Record<Location, string>> = {
  fsn1: 'eu-central',
  nbg1: 'eu-central',
  hel1: 'eu-central',
  ash: 'us-east',
  hil: 'us-west',
  sin: 'ap-southeast',
};

/** The provider's network zone that a location is in: a private network never leaves it. */
export const networkZoneOf = (location: Location): string => zones[location];
