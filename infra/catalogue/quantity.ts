const units: Readonly<Record<string, number>> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** Bytes of a memory quantity: plain number, `Ki`, `Mi` or `Gi`; `NaN` for anything else. */
export function bytesOf(quantity: string): number {
  const [, amount, unit] = /^(\d+)(|Ki|Mi|Gi)$/.exec(quantity) ?? [];
  return unit === undefined ? Number.NaN : Number(amount) * (units[unit] ?? Number.NaN);
}

/** Thousandths of a CPU: `250m` or whole CPUs; `NaN` for anything else. */
export function milliCpuOf(quantity: string): number {
  const [, amount, milli] = /^(\d+)(m?)$/.exec(quantity) ?? [];
  return amount === undefined ? Number.NaN : Number(amount) * (milli ? 1 : 1000);
}

/** Mebibytes as the API server writes them: `512Mi`, `2Gi`. Any other form of a quantity would differ after each update. */
export const mebibytes = (amount: number): string =>
  amount % 1024 === 0 ? `${amount / 1024}Gi` : `${amount}Mi`;
