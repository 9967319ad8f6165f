import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { describeBrowser } from './testing/describe-browser.ts';
import { Device, type Step } from './testing/device.ts';
import { WebPage } from './testing/web-page.ts';
import { type Account, WebTwin } from './testing/web-twin.ts';

jest.setTimeout(240_000);

interface Item {
  readonly type: string;
  readonly id: string;
  readonly row: Record<string, unknown> | null;
}

const kinds: readonly Step['kind'][] = [
  ...(['add-task', 'add-task', 'add-task', 'edit-task', 'edit-task', 'edit-task', 'done', 'done'] as const),
  ...(['move', 'move', 'delete-task', 'restore-task', 'add-project', 'rename-project'] as const),
  ...(['delete-project', 'check', 'check', 'start', 'start', 'stop'] as const),
];
const number = fc.nat({ max: 999 });
const step = fc.record({ kind: fc.constantFrom(...kinds), a: number, b: number });
/** Which device does it, and whether its network comes or goes before. */
const moment = fc.record({ device: fc.nat({ max: 2 }), isSwitched: fc.nat({ max: 3 }), step });
const seed = 20_261_125;

describeBrowser('three devices of one user, their networks coming and going', () => {
  let twin: WebTwin;
  beforeAll(async () => {
    twin = await WebTwin.start();
  });
  afterAll(() => twin.stop());

  it('end with the same rows as the server, with nothing left to send', async () => {
    const histories = fc.sample(fc.array(moment, { minLength: 70, maxLength: 90 }), { seed, numRuns: 2 });
    for (const moments of histories) {
      const account = await twin.account();
      await account.api.post('/bff/app/habits', { id: v7(), title: 'Stretch' });
      const devices: Device[] = [];
      while (devices.length < 3) devices.push(await openDevice(twin, account));
      const isOffline = [false, false, false];
      for (const { device, isSwitched, step: doing } of moments) {
        if (isSwitched === 0) {
          isOffline[device] = !isOffline[device];
          await devices[device]?.setOffline(isOffline[device]);
        }
        await devices[device]?.do(doing);
      }
      for (const device of devices) await device.setOffline(false);
      await settleAll(devices);
      const expected = await rowsAtServer(account);
      expect(Object.keys(expected).length).toBeGreaterThan(10);
      for (const device of devices) expect(await device.rows()).toEqual(expected);
      for (const { tab } of devices) await tab.context.close();
    }
  });

  it('leave nothing to object to', () => {
    expect(twin.complaints).toEqual([]);
  });
});

async function openDevice(twin: WebTwin, account: Account): Promise<Device> {
  const device = new Device(await WebPage.open(twin, account));
  await device.open();
  return device;
}

/** In turn, until nobody has anything to send; what one sends may collide with what the next one has. */
async function settleAll(devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    let left = 0;
    for (const device of devices) left += await device.settle();
    if (left > 0) continue;
    for (const device of devices) await device.settle(); // takes what the others have sent last
    return;
  }
  throw new Error('The queues are not empty after 20 rounds.');
}

/** What the change feed tells to a device that knows nothing. */
async function rowsAtServer({ api }: Account): Promise<Record<string, unknown>> {
  const rows = new Map<string, unknown>();
  for (let after = 0, hasMore = true; hasMore;) {
    const page = await api.get<{ items: Item[]; next: number; hasMore: boolean }>(
      `/bff/app/changes?after=${after}&limit=500`,
    );
    for (const { type, id, row } of page.items) {
      if (row) rows.set(`${type}/${id}`, row);
      else rows.delete(`${type}/${id}`);
    }
    ({ next: after, hasMore } = page);
  }
  return Object.fromEntries(rows);
}
