import { types } from 'node:util';

/**
 * jest runs each test file in a realm of its own, so errors made by Node itself (ENOENT, ECONNREFUSED, a
 * failed fetch) are not `instanceof` the file's `Error`. In production they are; here this makes it true.
 */
const constructors: readonly ErrorConstructor[] = [
  Error,
  RangeError,
  SyntaxError,
  TypeError,
  AggregateError as unknown as ErrorConstructor,
];

for (const constructor of constructors) {
  Object.defineProperty(constructor, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      // Classes that extend Error inherit this method: for them the ordinary meaning holds.
      const ordinary = Function.prototype[Symbol.hasInstance].call(this as ErrorConstructor, value);
      return (
        ordinary || (this === constructor && types.isNativeError(value) && isNamed(value, constructor.name))
      );
    },
  });
}

function isNamed(error: Error, name: string): boolean {
  for (let step: unknown = error; isObject(step); step = Object.getPrototypeOf(step)) {
    if ((step as { constructor?: { name?: string } }).constructor?.name === name) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
