/** Seconds in which the edge and kube-proxy forget a pod that is going; it still serves meanwhile. */
export const settleSeconds = 5;

/** Seconds that a server takes at most to drain after SIGTERM. */
export const drainSeconds = 10;

/** Longer than settling and draining together, else the kernel ends requests that were nearly done. */
export const graceSeconds = settleSeconds + drainSeconds + 5;
