/** An object that remembers which of its own keys were read, at every depth. */
export interface Recorded {
  readonly proxy: object;
  /** The keys that nobody read, as paths: `spec.template.spec.containers[0].imagePullpolicy`. */
  readonly unread: () => string[];
}

/** Wraps plain data; reading `proxy` records. An unread key hides all that is below it. */
export function recorded(value: object, path = ''): Recorded {
  const read = new Set<string>();
  const children = new Map<string, Recorded>();
  const child = (key: string, inner: object): Recorded => {
    const known = children.get(key) ?? recorded(inner, pathTo(value, path, key));
    children.set(key, known);
    return known;
  };
  const proxy = new Proxy(value, {
    get(target, key): unknown {
      const inner: unknown = Reflect.get(target, key);
      if (typeof key !== 'string') return inner;
      read.add(key);
      return isData(inner) ? child(key, inner).proxy : inner;
    },
  });
  const unread = (): string[] => [
    ...Object.keys(value)
      .filter((key) => !read.has(key))
      .map((key) => pathTo(value, path, key)),
    ...[...children.values()].flatMap((inner) => inner.unread()),
  ];
  return { proxy, unread };
}

const isData = (value: unknown): value is object => typeof value === 'object' && value !== null;

const pathTo = (parent: object, path: string, key: string): string => {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};
